import type { Delivery, EventRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { useSession } from "../../shell/services";
import { formatPlace } from "../../shell/path";
import { IntegrationIcon, integrationName } from "../../ui/integration-icon";
import { statusLooks } from "../../ui/status-chip";
import { Tooltip } from "../../ui/tooltip";
import { text } from "./events-text";

/** More than these are counted. */
const shown = 5;

/** An icon for each delivery with its state. */
export function EventDeliveries({ event }: { event: EventRecord }) {
    const { abilities } = useSession();
    const deliveries = event.rule_events ?? [];
    if (event.total_rules === 0) {
        return (
            <span class="event-unmatched">
                <span class="muted">{text.noRule}</span>
                {abilities.manage && <Link to={formatPlace({ path: "/workspace/rules", query: { create: event.event } })}>{text.makeRule}</Link>}
            </span>
        );
    }
    return (
        <Tooltip text={deliveries.map(describe).join(", ")}>
            <span class="delivery-icons" tabIndex={0} role="img" aria-label={deliveries.map(describe).join(", ")}>
                {deliveries.slice(0, shown).map((delivery) => (
                    <span key={delivery.id} class="delivery-icon">
                        <IntegrationIcon type={delivery.integration_type} size={20} />
                        <i class={`delivery-dot tone-${statusLooks[delivery.status].tone}`} />
                    </span>
                ))}
                {deliveries.length > shown && <span class="muted number">+{deliveries.length - shown}</span>}
            </span>
        </Tooltip>
    );
}

function describe(delivery: Delivery): string {
    return `${integrationName(delivery.integration_type)}: ${statusLooks[delivery.status].label.toLowerCase()}`;
}
