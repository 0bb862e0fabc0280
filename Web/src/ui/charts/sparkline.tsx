import "./charts.css";

/** The run of a few values, without axes. Decoration beside a number. */
export function Sparkline({ values, width = 96, height = 28 }: { values: number[]; width?: number; height?: number }) {
    const top = Math.max(1, ...values);
    const x = (index: number) => 1 + (index * (width - 2)) / Math.max(1, values.length - 1);
    const y = (value: number) => height - 2 - ((height - 4) * value) / top;
    const line = values.map((value, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    return (
        <svg class="sparkline" width={width} height={height} aria-hidden="true">
            <path class="sparkline-area" d={`${line}L${x(values.length - 1)} ${height}L1 ${height}Z`} />
            <path class="sparkline-line" d={line} />
        </svg>
    );
}
