import type { ConnectionRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import { useSession } from "../../shell/services";
import { Combobox } from "../../ui/combobox";
import { integrationName, IntegrationIcon } from "../../ui/integration-icon";
import { Banner } from "../../ui/states";
import { text } from "./rules-text";

export interface ConnectionFieldProps {
    connections: ConnectionRecord[];
    value: string;
    /** A rule that is there already keeps its connection. */
    isFixed: boolean;
    error?: string;
    onChange: (id: string) => void;
}

/** Where a rule sends to. */
export function ConnectionField({ connections, value, isFixed, error, onChange }: ConnectionFieldProps) {
    const { abilities, session_type } = useSession();
    const mayMend = abilities.manage_connections && session_type === "workspace";
    const chosen = connections.find(({ id }) => id === value);
    if (connections.length === 0) {
        return (
            <Banner tone="calm" action={mayMend && <Link to={formatPlace({ path: "/workspace/connections", query: { create: "1" } })}>{text.makeConnection}</Link>}>
                {text.noConnections}
            </Banner>
        );
    }
    return (
        <>
            {isFixed
                ? (
                    <div class="field">
                        <span class="field-label">{text.connection}</span>
                        {chosen && <span class="rule-connection"><IntegrationIcon type={chosen.type} size={20} /> {chosen.name}</span>}
                        <p class="field-help">{text.fixedConnection}</p>
                    </div>
                )
                : (
                    <Combobox
                        label={text.connection} isRequired placeholder={text.pick("connection")} value={value} error={error} onChange={onChange}
                        options={connections.map(({ id, name, type }) => ({ value: id, label: name, hint: integrationName(type) }))}
                    />
                )}
            {chosen && !chosen.active && (
                <Banner tone="warn" action={mayMend && <Link to={formatPlace({ path: "/workspace/connections", query: { open: chosen.id } })}>{text.reconnect}</Link>}>
                    {text.inactive(chosen.name)}
                </Banner>
            )}
        </>
    );
}
