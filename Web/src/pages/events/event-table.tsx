import type { EventRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { useRouter } from "../../shell/services";
import { Chip } from "../../ui/chip";
import type { Column } from "../../ui/data-table";
import { DataTable } from "../../ui/data-table";
import { formatDuration } from "../../ui/format";
import { StatusChip } from "../../ui/status-chip";
import { Time } from "../../ui/time";
import { EventDeliveries } from "./event-deliveries";
import { text } from "./events-text";

export interface EventTableProps {
    events: EventRecord[];
    /** Null where nothing may be changed. */
    selection: { ids: ReadonlySet<string>; toggle: (id: string) => void; toggleAll: () => void } | null;
}

export function EventTable({ events, selection }: EventTableProps) {
    const router = useRouter();
    const pathOf = (event: EventRecord) => `/workspace/events/${event.id}`;
    const columns: Column<EventRecord>[] = [
        {
            key: "event", label: text.columns.event, width: "grow", narrow: "title",
            cell: (event) => (
                <span class="event-name">
                    <Link class="row-link" to={pathOf(event)}><code>{event.event}</code></Link>
                    {event.test && <Chip>{text.test}</Chip>}
                    <span class="muted event-resource">{event.resource}{event.resource_id && ` / ${event.resource_id}`}</span>
                </span>
            ),
        },
        { key: "status", label: text.columns.status, width: "fit", narrow: "aside", cell: (event) => <StatusChip status={event.status} /> },
        { key: "deliveries", label: text.columns.deliveries, width: "fit", narrow: "start", cell: (event) => <EventDeliveries event={event} /> },
        {
            key: "duration", label: text.columns.duration, width: "fit", align: "end", narrow: "hidden",
            cell: (event) => event.duration_ms === undefined ? null : <span class="number muted">{formatDuration(event.duration_ms)}</span>,
        },
        { key: "time", label: text.columns.time, width: "fit", align: "end", narrow: "end", cell: (event) => <Time at={event.created_at} /> },
    ];
    if (selection) {
        columns.unshift({
            key: "select", label: text.columns.select, hidesLabel: true, width: "fit", narrow: "lead",
            head: <Check label={text.selectAll} isOn={selection.ids.size === events.length} onChange={selection.toggleAll} />,
            cell: (event) => <Check label={text.select(event.event)} isOn={selection.ids.has(event.id)} onChange={() => selection.toggle(event.id)} />,
        });
    }
    return <DataTable label={text.title} columns={columns} rows={events} keyOf={({ id }) => id} onOpen={(event) => router.navigate(pathOf(event))} />;
}

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: () => void }) {
    return (
        <label class="event-check">
            <input type="checkbox" checked={isOn} onChange={onChange} />
            <span class="visually-hidden">{label}</span>
        </label>
    );
}
