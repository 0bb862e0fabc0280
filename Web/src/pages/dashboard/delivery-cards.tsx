import { Card } from "../../ui/card";
import { ShareBar } from "../../ui/charts/share-bar";
import { count, formatNumber } from "../../ui/format";
import { IntegrationIcon, integrationName } from "../../ui/integration-icon";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import type { Dashboard } from "./dashboard-data";
import { text } from "./dashboard-text";

interface Bar {
    key: string;
    type: string;
    label: string;
    completed: number;
    failed: number;
    to?: string;
}

export function IntegrationsCard({ data }: { data: Dashboard }) {
    const bars = data.integrations.map(({ type, ...figures }) => ({ key: type, type, label: integrationName(type), ...figures }));
    return <Card title={text.integrations}>{bars.length > 0 ? <Bars bars={bars} /> : <p class="muted card-none">{text.noDeliveries}</p>}</Card>;
}

export function FailingConnectionsCard({ data, hasLinks }: { data: Dashboard; hasLinks: boolean }) {
    const bars = data.failing_connections.map(({ id, name, ...figures }) => ({
        key: id, label: name, ...figures,
        to: hasLinks ? formatPlace({ path: "/workspace/events", query: { connection: id, status: "failed", since: data.from, test: "false" } }) : undefined,
    }));
    return <Card title={text.failing}>{bars.length > 0 ? <Bars bars={bars} /> : <p class="muted card-none">{text.noneFailing}</p>}</Card>;
}

function Bars({ bars }: { bars: Bar[] }) {
    const most = Math.max(...bars.map(({ completed, failed }) => completed + failed));
    return (
        <ul class="bars">
            {bars.map(({ key, type, label, completed, failed, to }) => (
                <li key={key} class="bar-row">
                    <IntegrationIcon type={type} />
                    <div class="bar-text">
                        <span class="truncate">{to ? <Link to={to}>{label}</Link> : label}</span>
                        <span class="number muted">
                            {formatNumber(completed + failed)}
                            {failed > 0 && <span class="is-bad"> · {count(failed, "failure", "failures")}</span>}
                        </span>
                    </div>
                    <ShareBar parts={[{ key: "failed", value: failed }, { key: "completed", value: completed }]} most={most} />
                </li>
            ))}
        </ul>
    );
}
