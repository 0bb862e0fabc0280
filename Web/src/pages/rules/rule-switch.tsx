import { useState } from "preact";
import { messageOf } from "../../api/errors";
import type { RuleRecord } from "../../api/records";
import { useApi, useSession } from "../../shell/services";
import { roleReasons } from "../../text/roles";
import { Switch } from "../../ui/switch";
import { useToaster } from "../../ui/toast";
import { text } from "./rules-text";

/** Turns a rule on or off; shows the new state while it is being saved. */
export function RuleSwitch({ rule, onChanged }: { rule: RuleRecord; onChanged: () => void }) {
    const api = useApi();
    const toaster = useToaster();
    const { abilities } = useSession();
    const [wanted, setWanted] = useState<boolean | null>(null);
    const change = async (active: boolean) => {
        setWanted(active);
        try {
            await api.put(`/api/v1/rules/${rule.id}`, { active });
            toaster.say(active ? text.turnedOn : text.turnedOff);
            onChanged();
        } catch (error) {
            toaster.warn(messageOf(error));
        }
        setWanted(null);
    };
    return (
        <Switch
            label={text.turn(rule.event, rule.connection_name ?? "")} hidesLabel isOn={wanted ?? rule.active}
            disabledReason={abilities.manage ? null : roleReasons.write} onChange={(active) => wanted === null && void change(active)}
        />
    );
}
