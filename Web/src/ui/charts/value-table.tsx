import { formatNumber } from "../format";
import type { Point, Series } from "./stacked-bars";

/** The numbers behind a chart. */
export function ValueTable({ title, series, points, onSelect }: { title: string; series: Series[]; points: Point[]; onSelect?: (index: number) => void }) {
    return (
        <div class="chart-table" tabIndex={0} role="region" aria-label={title}>
            <table>
                <caption class="visually-hidden">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">Time</th>
                        {series.map(({ key, label }) => <th key={key} scope="col">{label}</th>)}
                    </tr>
                </thead>
                <tbody>
                    {points.map((point, index) => (
                        <tr key={point.title}>
                            <th scope="row">
                                {onSelect ? <button type="button" class="chart-link" onClick={() => onSelect(index)}>{point.title}</button> : point.title}
                            </th>
                            {series.map(({ key }) => <td key={key} class="number">{formatNumber(point.values[key] ?? 0)}</td>)}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
