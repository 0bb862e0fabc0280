import { useState } from "preact";
import type { BulkResult } from "../../api/records";
import { useApi, useWorkspacePath } from "../../shell/services";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Dialog } from "../../ui/dialog";
import { formatNumber } from "../../ui/format";
import { text } from "./events-text";

/** As many as the server takes at once. */
const most = 100;

export interface BulkActionsProps {
    ids: string[];
    onClear: () => void;
    onDone: () => void;
}

/** What can be done to all selected events, and what came of it. */
export function BulkActions({ ids, onClear, onDone }: BulkActionsProps) {
    const api = useApi();
    const path = `${useWorkspacePath()}/events`;
    const [asked, setAsked] = useState<"retry" | "cancel" | null>(null);
    const [result, setResult] = useState<BulkResult | null>(null);
    const reason = ids.length > most ? text.tooMany : null;
    return (
        <>
            {ids.length > 0 && (
                <div class="bulk" role="region" aria-label={text.selected(ids.length)}>
                    <span class="strong number" aria-live="polite">{text.selected(ids.length)}</span>
                    <Button size="small" icon="refresh" disabledReason={reason} onClick={() => setAsked("retry")}>{text.retry}</Button>
                    <Button size="small" icon="ban" disabledReason={reason} onClick={() => setAsked("cancel")}>{text.cancel}</Button>
                    <Button size="small" kind="quiet" onClick={onClear}>{text.clearSelection}</Button>
                </div>
            )}
            {asked && (
                <ConfirmDialog
                    title={asked === "retry" ? text.retryTitle : text.cancelTitle} action={asked === "retry" ? text.retry : text.cancel}
                    isDangerous={asked === "cancel"} onClose={() => setAsked(null)}
                    onConfirm={async () => {
                        setResult(await api.post<BulkResult>(`${path}/${asked}`, { events: ids }));
                        onDone();
                    }}
                >
                    <p>{asked === "retry" ? text.retryText(ids.length) : text.cancelText(ids.length)}</p>
                </ConfirmDialog>
            )}
            {result && <ResultDialog result={result} onClose={() => setResult(null)} />}
        </>
    );
}

function ResultDialog({ result, onClose }: { result: BulkResult; onClose: () => void }) {
    const words = text.results;
    const isRetry = result.retried !== undefined;
    const reasons = new Map<string, number>();
    for (const { message } of result.results) if (message) reasons.set(message, (reasons.get(message) ?? 0) + 1);
    return (
        <Dialog title={words.title} onClose={onClose} onSubmit={onClose} actions={<Button kind="primary" type="submit">{text.close}</Button>}>
            <dl class="bulk-result">
                <dt>{isRetry ? words.retried : words.canceled}</dt>
                <dd class="number">{formatNumber(result.retried ?? result.canceled ?? 0)}</dd>
                <dt>{words.skipped}</dt>
                <dd class="number">{formatNumber(result.skipped)}</dd>
            </dl>
            {reasons.size > 0 && (
                <ul class="bulk-reasons muted">
                    {[...reasons].map(([message, times]) => <li key={message}>{formatNumber(times)} × {message}</li>)}
                </ul>
            )}
        </Dialog>
    );
}
