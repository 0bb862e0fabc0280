import { useState } from "preact";
import { IconButton } from "../button";
import { formatCompact, formatNumber } from "../format";
import { useWidth } from "../use-width";
import { niceMaximum, shownLabels } from "./scale";
import { ValueTable } from "./value-table";
import "./charts.css";

export interface Series {
    key: string;
    label: string;
}

export interface Point {
    /** Under the bar. */
    label: string;
    /** In full, for the readout and the table. */
    title: string;
    values: Record<string, number>;
}

export interface StackedBarsProps {
    /** One sentence that says what there is to see. */
    title: string;
    series: Series[];
    points: Point[];
    onSelect?: (index: number) => void;
}

const height = 180;
const axis = 40;
const foot = 22;

/** Bars over time, stacked by kind. The legend tells the values of the bar under the pointer; a table tells all. */
export function StackedBars({ title, series, points, onSelect }: StackedBarsProps) {
    const [frame, width] = useWidth<HTMLDivElement>();
    const [active, setActive] = useState<number | null>(null);
    const [isTable, setTable] = useState(false);
    const total = (point: Point) => series.reduce((sum, { key }) => sum + (point.values[key] ?? 0), 0);
    const top = niceMaximum(Math.max(0, ...points.map(total)));
    const step = Math.max(1, (width - axis) / Math.max(1, points.length));
    const y = (value: number) => (height * value) / top;
    const isShown = shownLabels(points.length, width - axis, 64);
    const read = active === null ? null : points[active];
    const sum = (key: string) => read ? read.values[key] ?? 0 : points.reduce((sum, { values }) => sum + (values[key] ?? 0), 0);

    return (
        <div class="chart" ref={frame}>
            <div class="chart-head">
                <ul class="chart-legend" aria-hidden="true">
                    {series.map(({ key, label }) => (
                        <li key={key}><i class={`chart-mark chart-${key}`} />{label} <b class="number">{formatNumber(sum(key))}</b></li>
                    ))}
                </ul>
                <span class="chart-readout muted" aria-hidden="true">{read?.title}</span>
                <IconButton icon={isTable ? "chart" : "table"} label={isTable ? "Show as a chart" : "Show as a table"} isPressed={isTable} onClick={() => setTable(!isTable)} />
            </div>
            {isTable ? <ValueTable title={title} series={series} points={points} onSelect={onSelect} /> : (
                <svg class="chart-canvas" width={width} height={height + foot + 8} role="img" aria-label={title} onPointerLeave={() => setActive(null)}>
                    {[0, 0.5, 1].map((share) => (
                        <g key={share}>
                            <line class="chart-grid" x1={axis} x2={width} y1={8 + height - height * share} y2={8 + height - height * share} />
                            <text class="chart-label" x={axis - 8} y={8 + height - height * share} text-anchor="end" dominant-baseline="central">{formatCompact(top * share)}</text>
                        </g>
                    ))}
                    {points.map((point, index) => {
                        let base = 8 + height;
                        const x = axis + index * step;
                        const bar = Math.min(48, Math.max(2, step * 0.68));
                        return (
                            <g
                                key={point.title} class={index === active ? "chart-column is-active" : "chart-column"} onPointerEnter={() => setActive(index)}
                                onClick={() => onSelect?.(index)}
                            >
                                <rect class={onSelect ? "chart-hit is-link" : "chart-hit"} x={x} y="8" width={step} height={height} />
                                {series.map(({ key }) => {
                                    const size = y(point.values[key] ?? 0);
                                    if (size <= 0) return null;
                                    base -= size;
                                    return <rect key={key} class={`chart-bar chart-${key}`} x={x + (step - bar) / 2} y={base} width={bar} height={Math.max(1, size - 0.5)} />;
                                })}
                                {isShown(index) && <text class="chart-label" x={x + step / 2} y={height + foot} text-anchor="middle">{point.label}</text>}
                            </g>
                        );
                    })}
                </svg>
            )}
        </div>
    );
}
