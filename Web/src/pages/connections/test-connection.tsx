import { useEffect, useState } from "preact";
import type { ConnectionRecord } from "../../api/records";
import { useApi } from "../../shell/services";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { formatDuration } from "../../ui/format";
import { Icon } from "../../ui/icon";
import { Skeleton } from "../../ui/states";
import { text } from "./connections-text";
import { FailedTest } from "./failed-test";

interface TestResult {
    message: string;
    duration_ms: number;
}

/** Tries a connection at once and shows what came of it. */
export function TestConnection({ connection, onClose }: { connection: ConnectionRecord; onClose: () => void }) {
    const api = useApi();
    const [result, setResult] = useState<TestResult | null>(null);
    const [failure, setFailure] = useState<unknown>(null);
    const isBusy = result === null && failure === null;
    const run = () => {
        setResult(null);
        setFailure(null);
        api.post<TestResult>(`/api/v1/connections/${connection.id}/test`).then(setResult, setFailure);
    };
    useEffect(run, []);
    return (
        <Dialog
            title={text.testTitle(connection.name)} onClose={onClose} size={failure === null ? "small" : "medium"}
            actions={
                <>
                    <Button icon="refresh" isBusy={isBusy} onClick={run}>{text.testAgain}</Button>
                    <Button kind="primary" onClick={onClose}>{text.close}</Button>
                </>
            }
        >
            <div aria-live="polite">
                {isBusy && <p class="muted">{text.testing}<Skeleton width="half" /></p>}
                {failure !== null && <FailedTest error={failure} />}
                {result && (
                    <div class="test-result">
                        <p class="test-worked"><Icon name="checkCircle" /> {text.testWorked}</p>
                        <p>{result.message}</p>
                        <p class="muted number">{text.took(formatDuration(result.duration_ms))}</p>
                    </div>
                )}
            </div>
        </Dialog>
    );
}
