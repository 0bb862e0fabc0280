import { useState } from "preact";
import type { Integration } from "../../api/integrations";
import { useIntegrations } from "../../shell/use-list";
import { sentenceCase } from "../../text/sentence-case";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { IntegrationIcon } from "../../ui/integration-icon";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { text } from "./connections-text";

/** The first step of a new connection: what it leads to. What nobody can sign in to yet is not offered. */
export function TypePicker({ onPick, onClose }: { onPick: (integration: Integration) => void; onClose: () => void }) {
    const { data, error, refresh } = useIntegrations();
    const [words, setWords] = useState("");
    const found = (data?.records ?? [])
        .filter(({ available }) => available !== false)
        .filter(({ name, type }) => `${name} ${type}`.toLowerCase().includes(words.trim().toLowerCase()))
        .sort((one, other) => one.name.localeCompare(other.name));
    return (
        <Dialog title={text.pick} size="medium" onClose={onClose} onSubmit={() => found.length === 1 && found[0] && onPick(found[0])}>
            <TextField label={text.pickSearch} hidesLabel type="search" placeholder={text.pickSearch} value={words} onInput={setWords} />
            {data && found.length > 0 && (
                <ul class="type-list">
                    {found.map((integration) => (
                        <li key={integration.type}>
                            <button class="type-option" type="button" onClick={() => onPick(integration)}>
                                <IntegrationIcon type={integration.type} size={32} />
                                <span>
                                    <span class="strong">{integration.name}</span>
                                    <small class="muted">{actionWords(integration)}</small>
                                </span>
                            </button>
                        </li>
                    ))}
                </ul>
            )}
            {data && found.length === 0 && <p class="muted" role="status">{text.pickNone}</p>}
            {!data && (error !== undefined ? <ErrorState error={error} noun="The list of destinations" onRetry={refresh} /> : <SkeletonRows rows={4} label="Loading destinations" />)}
        </Dialog>
    );
}

/** What can be done there: `Send message, add to list`. */
function actionWords({ actions }: Integration): string {
    const labels = Object.values(actions).map(({ label }) => sentenceCase(label));
    const shown = labels.slice(0, 3).map((label, at) => (at === 0 ? label : label[0]?.toLowerCase() + label.slice(1)));
    return labels.length > 3 ? `${shown.join(", ")}, …` : shown.join(", ");
}
