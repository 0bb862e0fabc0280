import type { Children } from "preact";
import { Sparkline } from "../../ui/charts/sparkline";
import { statuses } from "../../api/records";
import { formatDuration, formatNumber, formatPercent } from "../../ui/format";
import { formatPlace } from "../../shell/path";
import { Link } from "../../shell/link";
import type { Dashboard } from "./dashboard-data";
import { text } from "./dashboard-text";

const { tiles: words } = text;

/** The figures of the range. Where the session has the events page, they lead to the events they count. */
export function Tiles({ data, hasLinks }: { data: Dashboard; hasLinks: boolean }) {
    const { tiles } = data;
    // Test events are not counted.
    const events = (query: Record<string, string>) => hasLinks ? formatPlace({ path: "/workspace/events", query: { ...query, since: data.from, test: "false" } }) : undefined;
    const perStep = data.events.map((point) => statuses.reduce((sum, status) => sum + point[status], 0));
    const median = tiles.latency_p50_ms;
    return (
        <ul class="tiles">
            <Tile label={words.events} value={formatNumber(tiles.events)} to={events({})}>
                <Sparkline values={perStep} />
            </Tile>
            <Tile label={words.completed} value={formatNumber(tiles.completed)} to={events({ status: "completed" })} />
            <Tile label={words.rate} value={tiles.success_rate === null ? words.none : formatPercent(tiles.success_rate)} help={words.rateHelp} />
            <Tile label={words.failed} value={formatNumber(tiles.failed)} isBad={tiles.failed > 0} to={events({ status: "failed" })} />
            <Tile label={words.retrying} value={formatNumber(tiles.retrying)} to={events({ status: "retrying" })} />
            <Tile
                label={words.latency} value={median === null ? words.none : formatDuration(median)}
                help={tiles.latency_p95_ms === null ? undefined : words.slowest(formatDuration(tiles.latency_p95_ms))}
            />
        </ul>
    );
}

interface TileProps {
    label: string;
    value: string;
    help?: string;
    to?: string;
    isBad?: boolean;
    children?: Children;
}

function Tile({ label, value, help, to, isBad, children }: TileProps) {
    return (
        <li class="tile">
            <h2 class="tile-label">{to ? <Link class="tile-link" to={to}>{label}</Link> : label}</h2>
            <div class="tile-line">
                <p class={isBad ? "tile-value number is-bad" : "tile-value number"}>{value}</p>
                {children}
            </div>
            {help && <p class="tile-help">{help}</p>}
        </li>
    );
}
