import type { Children } from "preact";
import type { EventRecord } from "../../api/records";
import { CopyButton } from "../../ui/copy-button";
import { formatDuration } from "../../ui/format";
import { Time } from "../../ui/time";
import { text } from "./event-text";

/** Who sent what, when. */
export function EventFacts({ event }: { event: EventRecord }) {
    return (
        <dl class="facts">
            <Fact label={text.id}><code class="truncate">{event.id}</code><CopyButton text={event.id} label={text.copyId} /></Fact>
            <Fact label={text.resource}>{event.resource}{event.resource_id && ` / ${event.resource_id}`}</Fact>
            <Fact label={text.received}><Time at={event.created_at} /></Fact>
            <Fact label={text.source}>{sourceOf(event)}</Fact>
            {event.duration_ms !== undefined && <Fact label={text.took}><span class="number">{formatDuration(event.duration_ms)}</span></Fact>}
        </dl>
    );
}

function Fact({ label, children }: { label: string; children: Children }) {
    return (
        <div class="fact">
            <dt>{label}</dt>
            <dd>{children}</dd>
        </div>
    );
}

function sourceOf({ created_by }: EventRecord): string {
    const kind = created_by.split(":")[0] as keyof typeof text.sources;
    return text.sources[kind] ?? text.sources.other;
}
