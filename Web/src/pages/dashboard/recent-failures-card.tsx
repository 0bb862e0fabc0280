import { Card } from "../../ui/card";
import { IntegrationIcon } from "../../ui/integration-icon";
import { Time } from "../../ui/time";
import { Link } from "../../shell/link";
import type { Dashboard } from "./dashboard-data";
import { text } from "./dashboard-text";

export function RecentFailuresCard({ data, hasLinks }: { data: Dashboard; hasLinks: boolean }) {
    const failures = data.attention.recent_failures;
    const all = hasLinks && failures.length > 0 && <Link to="/workspace/events?status=failed">{text.allFailures}</Link>;
    return (
        <Card title={text.recent} aside={all} isFlush={failures.length > 0}>
            {failures.length === 0 ? <p class="muted card-none">{text.noRecent}</p> : (
                <ul class="attention">
                    {failures.map((failure) => (
                        <li key={`${failure.event_id} ${failure.rule_id}`} class="attention-line">
                            <IntegrationIcon type={failure.type} />
                            <div class="attention-text">
                                <p class="truncate">
                                    {hasLinks ? <Link to={`/workspace/events/${failure.event_id}`}><code>{failure.event}</code></Link> : <code>{failure.event}</code>}
                                    {failure.connection_name && <span class="muted"> to {failure.connection_name}</span>}
                                </p>
                                <p class="muted truncate">{failure.message}</p>
                            </div>
                            {failure.at && <span class="muted attention-since"><Time at={failure.at} /></span>}
                        </li>
                    ))}
                </ul>
            )}
        </Card>
    );
}
