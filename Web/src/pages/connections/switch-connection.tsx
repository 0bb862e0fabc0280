import type { ConnectionRecord } from "../../api/records";
import { useApi } from "../../shell/services";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { count } from "../../ui/format";
import { Banner } from "../../ui/states";
import { useToaster } from "../../ui/toast";
import { text } from "./connections-text";

/** Turns a connection off, or on again with the deliveries that wait for it. */
export function SwitchConnection({ connection, onDone, onClose }: { connection: ConnectionRecord; onDone: () => void; onClose: () => void }) {
    const api = useApi();
    const toaster = useToaster();
    const { name, metadata, active, activity, inactive_reason } = connection;
    const waiting = activity?.waiting ?? 0;
    const change = async () => {
        await api.put(`/api/v1/connections/${connection.id}`, { name, metadata, active: !active });
        toaster.say(active ? text.off : text.on);
        onDone();
    };
    return active
        ? (
            <ConfirmDialog title={text.offTitle(name)} action={text.turnOff} onConfirm={change} onClose={onClose}>
                <p>{text.offText}</p>
            </ConfirmDialog>
        )
        : (
            <ConfirmDialog title={text.onTitle(name)} action={text.turnOn} onConfirm={change} onClose={onClose}>
                <p>{waiting > 0 ? text.onText(count(waiting, "waiting delivery", "waiting deliveries")) : text.onNone}</p>
                {inactive_reason === "authentication_invalid" && <Banner tone="warn">{text.onCredentials}</Banner>}
            </ConfirmDialog>
        );
}
