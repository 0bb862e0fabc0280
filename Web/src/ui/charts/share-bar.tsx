import "./charts.css";

/** A bar whose parts fill it to a share of the longest one beside it. Decoration: the numbers stand beside it. */
export function ShareBar({ parts, most }: { parts: { key: string; value: number }[]; most: number }) {
    let at = 0;
    const scale = 100 / Math.max(1, most);
    return (
        <svg class="share-bar" width="100%" height="6" aria-hidden="true">
            <rect class="share-bar-ground" width="100%" height="6" rx="3" />
            {parts.filter(({ value }) => value > 0).map(({ key, value }) => {
                const x = at;
                const width = Math.max(0.6, value * scale);
                at += width;
                return <rect key={key} class={`chart-${key}`} x={`${x}%`} width={`${width}%`} height="6" rx="1" />;
            })}
        </svg>
    );
}
