import type { ConnectionRecord } from "../../api/records";
import type { ConnectionState } from "./connection-state";
import { stateOf } from "./connection-state";

/** What narrows the list, as it stands in the page's path. */
export interface ConnectionFilters {
    q: string;
    type: string;
    state: ConnectionState | "";
}

export function readFilters(query: Record<string, string>): ConnectionFilters {
    const state = query["state"];
    return {
        q: query["q"] ?? "", type: query["type"] ?? "",
        state: state === "active" || state === "attention" || state === "off" ? state : "",
    };
}

/** Those that fit, what needs attention first, then by name. */
export function filterConnections(connections: ConnectionRecord[], { q, type, state }: ConnectionFilters): ConnectionRecord[] {
    const words = q.trim().toLowerCase();
    const rank = (connection: ConnectionRecord) => (stateOf(connection) === "attention" ? 0 : 1);
    return connections
        .filter((connection) => (type === "" || connection.type === type) && (state === "" || stateOf(connection) === state)
            && connection.name.toLowerCase().includes(words))
        .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
