import type { RuleRecord } from "../../api/records";
import { formatPlace } from "../../shell/path";
import { useRouter, useSession } from "../../shell/services";
import { roleReasons } from "../../text/roles";
import type { MenuItem } from "../../ui/menu";
import { Menu } from "../../ui/menu";
import { text } from "./rules-text";

/** What can be asked for in a dialog. */
export type RuleTask = "test" | "delete";

export function RuleMenu({ rule, onTask }: { rule: RuleRecord; onTask: (task: RuleTask) => void }) {
    const router = useRouter();
    const { abilities } = useSession();
    const go = (path: string, query: Record<string, string>) => () => router.navigate(formatPlace({ path, query }));
    const items: MenuItem[] = [
        { label: text.editItem, icon: "edit", onSelect: go("/workspace/rules", { open: rule.id }) },
        {
            label: text.test, icon: "send", onSelect: () => onTask("test"),
            disabledReason: !abilities.emit ? roleReasons.write : rule.active ? null : text.testOff,
        },
        { label: text.events, icon: "bolt", onSelect: go("/workspace/events", { rule: rule.id }) },
        { label: text.duplicate, icon: "copy", onSelect: go("/workspace/rules", { create: rule.event, from: rule.id }) },
        { label: text.remove, icon: "trash", isDangerous: true, onSelect: () => onTask("delete") },
    ];
    const label = text.menu(rule.event, rule.connection_name ?? "");
    return <Menu label={label} items={abilities.manage ? items : items.filter((item) => item.label === text.events)} />;
}
