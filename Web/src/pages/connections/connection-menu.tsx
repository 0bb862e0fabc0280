import type { Integration } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { useRouter, useSession } from "../../shell/services";
import { roleReasons } from "../../text/roles";
import type { MenuItem } from "../../ui/menu";
import { Menu } from "../../ui/menu";
import { stateOf } from "./connection-state";
import { rotates } from "./rotate-secret";
import { text } from "./connections-text";

/** What can be asked for in a dialog. */
export type ConnectionTask = "edit" | "test" | "reconnect" | "rotate" | "switch" | "delete";

/** Whether it is mended by signing in at the provider again. */
export function signsIn(connection: ConnectionRecord, integrations: Integration[]): boolean {
    return integrations.find(({ type }) => type === connection.type)?.authentication.type === "oauth";
}

export interface ConnectionMenuProps {
    connection: ConnectionRecord;
    integrations: Integration[];
    onTask: (task: ConnectionTask) => void;
}

export function ConnectionMenu({ connection, integrations, onTask }: ConnectionMenuProps) {
    const router = useRouter();
    const { abilities } = useSession();
    const hasRules = (connection.activity?.rule_count ?? 0) > 0;
    const items: MenuItem[] = [
        { label: text.edit, icon: "edit", onSelect: () => onTask("edit") },
        { label: text.mappings, icon: "table", onSelect: () => router.navigate(`/workspace/connections/${connection.id}/mappings`) },
        { label: text.test, icon: "play", onSelect: () => onTask("test") },
    ];
    if (signsIn(connection, integrations)) items.push({ label: text.reconnect, icon: "link", onSelect: () => onTask("reconnect") });
    if (rotates(connection)) items.push({ label: text.rotate, icon: "refresh", onSelect: () => onTask("rotate") });
    items.push(
        { label: stateOf(connection) === "active" ? text.turnOff : text.turnOn, icon: stateOf(connection) === "active" ? "ban" : "bolt", onSelect: () => onTask("switch") },
        {
            label: text.remove, icon: "trash", isDangerous: true, onSelect: () => onTask("delete"),
            disabledReason: !abilities.manage_connections ? roleReasons.write : hasRules && !abilities.force_delete ? text.removeOwner : null,
        });
    return <Menu label={text.menu(connection.name)} items={items} />;
}
