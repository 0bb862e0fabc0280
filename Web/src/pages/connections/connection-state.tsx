import type { ConnectionRecord } from "../../api/records";
import { inactiveReason } from "../../text/inactive-reasons";
import { Chip } from "../../ui/chip";
import { text } from "./connections-text";

export type ConnectionState = "active" | "attention" | "off";

/** Whether it takes deliveries, and if not, whether somebody wanted it so. */
export function stateOf({ active, inactive_reason }: Pick<ConnectionRecord, "active" | "inactive_reason">): ConnectionState {
    if (active) return "active";
    return inactive_reason === "manually_inactivated" ? "off" : "attention";
}

/** What is wrong, in a sentence; null when nothing is. */
export function troubleOf(connection: ConnectionRecord): string | null {
    if (stateOf(connection) !== "attention") return null;
    return connection.inactive_reason ? inactiveReason(connection.inactive_reason) : connection.inactive_detail ?? null;
}

export function StateChip({ connection }: { connection: Pick<ConnectionRecord, "active" | "inactive_reason"> }) {
    const state = stateOf(connection);
    if (state === "active") return <Chip tone="good" icon="check">{text.states.active}</Chip>;
    if (state === "off") return <Chip icon="ban">{text.states.off}</Chip>;
    return <Chip tone="warn" icon="alert">{text.states.attention}</Chip>;
}
