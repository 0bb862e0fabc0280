import { useEffect } from "preact";
import { touchesEvents } from "../../api/changes";
import { withQuery } from "../../api/client";
import { Gatherer } from "../../api/gatherer";
import { browserClock } from "../../runtime/clock";
import { Page } from "../../shell/page";
import { usePlace, useRouter, useServices, useSession, useWorkspacePath } from "../../shell/services";
import { useData, useRegularly } from "../../shell/use-data";
import { Segmented } from "../../ui/segmented";
import { Banner, ErrorState, Skeleton } from "../../ui/states";
import { AttentionCard } from "./attention-card";
import type { Dashboard, Range } from "./dashboard-data";
import { text } from "./dashboard-text";
import { FailingConnectionsCard, IntegrationsCard } from "./delivery-cards";
import { EventsChart } from "./events-chart";
import { RecentFailuresCard } from "./recent-failures-card";
import { SetupSteps } from "./setup-steps";
import { Tiles } from "./tiles";
import "./dashboard.css";

/** Between two looks at the figures, in milliseconds. */
const pause = 5_000;

export function DashboardPage() {
    const router = useRouter();
    const range = readRange(usePlace().query["range"]);
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { data, error, refresh } = useData<Dashboard>(withQuery(`${useWorkspacePath()}/dashboard`, { range, timezone }), { keepsLast: true });
    useRegularly(refresh, 30_000);
    useChangesGathered(refresh);
    return (
        <Page
            title={text.title}
            actions={<Segmented label={text.range} options={text.ranges} value={range} onChange={(range) => router.setQuery({ range })} />}
        >
            {data ? <Content data={data} /> : error !== undefined ? <ErrorState error={error} onRetry={refresh} noun="The dashboard" /> : <Loading />}
        </Page>
    );
}

function Content({ data }: { data: Dashboard }) {
    const { session_type: type, abilities } = useSession();
    const hasLinks = type !== "dashboard";
    const isNew = !data.setup.has_connection || !data.setup.has_rule || !data.setup.has_event;
    return (
        <>
            {isNew && <SetupSteps setup={data.setup} can={{ connects: abilities.manage_connections, makesRules: abilities.manage }} />}
            {data.setup.has_event && <Figures data={data} hasLinks={hasLinks} />}
        </>
    );
}

function Figures({ data, hasLinks }: { data: Dashboard; hasLinks: boolean }) {
    const { session_type: type, abilities } = useSession();
    return (
        <>
            {data.truncated && <Banner tone="calm">{text.truncated}</Banner>}
            <Tiles data={data} hasLinks={hasLinks} />
            <AttentionCard data={data} links={{ connections: type === "workspace" && abilities.manage_connections, events: hasLinks }} />
            <EventsChart data={data} hasLinks={hasLinks} />
            <div class="dashboard-pair">
                <IntegrationsCard data={data} />
                <FailingConnectionsCard data={data} hasLinks={hasLinks} />
            </div>
            <RecentFailuresCard data={data} hasLinks={hasLinks} />
        </>
    );
}

function Loading() {
    return (
        <div class="dashboard-loading" role="status" aria-label="Loading the dashboard">
            <div class="tiles">{Array.from({ length: 6 }, (_, tile) => <div key={tile} class="tile"><Skeleton width="most" /><Skeleton width="half" height="control" /></div>)}</div>
            <Skeleton height="chart" />
        </div>
    );
}

function readRange(text: string | undefined): Range {
    return text === "24h" || text === "30d" ? text : "7d";
}

/** Looks again when something changed, but not with every event of a busy workspace. */
function useChangesGathered(refresh: () => void): void {
    const { onChange } = useServices();
    useEffect(() => {
        const gatherer = new Gatherer(browserClock, pause, refresh);
        const leave = onChange((change) => touchesEvents(change) && gatherer.take(change));
        return () => {
            leave();
            gatherer.stop();
        };
    }, [refresh]);
}
