import type { Point } from "../../ui/charts/stacked-bars";
import { StackedBars } from "../../ui/charts/stacked-bars";
import type { Status } from "../../api/records";
import { Card } from "../../ui/card";
import { formatDay, formatDayAndHour, formatHour } from "../../ui/format";
import { statusLooks } from "../../ui/status-chip";
import { formatPlace } from "../../shell/path";
import { useRouter } from "../../shell/services";
import type { Dashboard } from "./dashboard-data";
import { text } from "./dashboard-text";

/** From the ground up: what is done first, what needs a look on top. */
const order: Status[] = ["completed", "canceled", "pending", "processing", "retrying", "failed"];

export function EventsChart({ data, hasLinks }: { data: Dashboard; hasLinks: boolean }) {
    const router = useRouter();
    const isHourly = data.step === "hour";
    const title = isHourly ? text.chart.hour : text.chart.day;
    const points: Point[] = data.events.map(({ at, ...values }) => {
        const time = new Date(at);
        return { label: isHourly ? formatHour(time) : formatDay(time), title: isHourly ? formatDayAndHour(time) : formatDay(time), values };
    });
    const open = (index: number) => router.navigate(formatPlace({
        path: "/workspace/events", query: { since: data.events[index]?.at, until: data.events[index + 1]?.at, test: "false" },
    }));
    return (
        <Card title={title}>
            <StackedBars
                title={title} points={points} series={order.map((key) => ({ key, label: statusLooks[key].label }))}
                onSelect={hasLinks ? open : undefined}
            />
        </Card>
    );
}
