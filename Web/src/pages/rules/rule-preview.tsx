import { useEffect, useState } from "preact";
import { RawJSON } from "../../api/client";
import { messageOf } from "../../api/errors";
import type { Integration } from "../../api/integrations";
import type { ConnectionRecord, RulePreview } from "../../api/records";
import { useApi } from "../../shell/services";
import { Card } from "../../ui/card";
import { Code } from "../../ui/code";
import { TextAreaField } from "../../ui/field";
import { formatJSON, parseJSON } from "../../ui/json/parse";
import { Banner } from "../../ui/states";
import type { RuleDraft } from "./rule-draft";
import { RuleSentence } from "./rule-sentence";
import { text } from "./rules-text";
import type { SamplePayload } from "../../shell/use-payloads";
import { isPayload, withPayload } from "../../shell/use-payloads";

/** The preview is asked for when typing pauses. */
const pause = 400;

export interface RulePreviewProps {
    draft: RuleDraft;
    connection?: ConnectionRecord;
    integration?: Integration;
    sample: SamplePayload;
    /** Whether the form is filled in far enough to ask what would be sent. */
    isReady: boolean;
}

/** What the rule says in words, and what it would send for a payload. */
export function RulePreviewCard({ draft, connection, integration, sample, isReady }: RulePreviewProps) {
    const [edited, setEdited] = useState<string | null>(null);
    useEffect(() => setEdited(null), [draft.event]);
    const shown = edited ?? sample.text;
    const isSendable = isPayload(shown);
    const { connection: id, event, metadata } = draft;
    const { preview, failure } = usePreview(isReady && isSendable ? withPayload({ connection: id, event, metadata }, shown) : null);
    return (
        <Card title={text.preview}>
            <div class="rule-preview">
                <div aria-live="polite"><RuleSentence draft={draft} connection={connection} integration={integration} /></div>
                {draft.event !== "" && (
                    <TextAreaField
                        label={text.sample} isMono rows={8} value={shown} onInput={setEdited} error={isSendable ? null : text.notJSON}
                        help={edited === null ? sample.isFromEvent ? text.sampleFromEvent : text.sampleMade : undefined}
                    />
                )}
                {failure && <p class="field-error" role="alert">{failure}</p>}
                {preview && <Requests preview={preview} />}
            </div>
        </Card>
    );
}

function Requests({ preview }: { preview: RulePreview }) {
    if (!preview.ok) {
        return (
            <Banner tone="warn">
                <p>{text.previewFailed}</p>
                <ul>{preview.errors.map(({ param, msg }) => <li key={param}><code>{param.replace(/^metadata\./, "")}</code> {msg}</li>)}</ul>
            </Banner>
        );
    }
    return (
        <>
            {preview.requests.map((request, at) => (
                <section key={at} class="rule-request" aria-label={text.request(request.method, request.url)}>
                    <p><code>{text.request(request.method, request.url)}</code></p>
                    {request.body && <Code label={text.requestBody} text={pretty(request.body)} />}
                    <details>
                        <summary>{text.requestHeaders}</summary>
                        <Code label={text.requestHeaders} text={Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`).join("\n")} />
                    </details>
                </section>
            ))}
        </>
    );
}

function pretty(body: string): string {
    const node = parseJSON(body);
    return node ? formatJSON(node) : body;
}

/** What the server would send; the last answer stays until the next is there. */
function usePreview(request: RawJSON | null): { preview: RulePreview | null; failure: string | null } {
    const api = useApi();
    const [result, setResult] = useState<{ preview: RulePreview | null; failure: string | null }>({ preview: null, failure: null });
    const body = request?.text ?? null;
    useEffect(() => {
        if (body === null) return setResult({ preview: null, failure: null });
        let isOld = false;
        const timer = setTimeout(() => {
            api.post<RulePreview>("/api/v1/rules/preview", new RawJSON(body)).then(
                (preview) => !isOld && setResult({ preview, failure: null }),
                (error) => !isOld && setResult({ preview: null, failure: messageOf(error) }));
        }, pause);
        return () => {
            isOld = true;
            clearTimeout(timer);
        };
    }, [body]);
    return result;
}
