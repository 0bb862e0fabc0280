import { useEffect, useErrorBoundary, useState } from "preact";
import type { HostMessage } from "../runtime/messages";
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from "../ui/states";
import { NowContext } from "../ui/now";
import { ToastRegion } from "../ui/toast";
import { Link } from "./link";
import { Navigation } from "./navigation";
import type { NoticeReason } from "./notice";
import { Notice } from "./notice";
import { findRoute } from "./routes";
import type { Services } from "./services";
import { ServicesContext, useAgain, usePlace, useServices, useSession } from "./services";

export interface AppProps {
    services: Services;
    /** Why the host can't be heard at all, if it can't. */
    problem: () => NoticeReason | null;
    post: (message: HostMessage) => void;
    /** The page is another one now. */
    onNavigated: () => void;
}

export function App({ services, ...props }: AppProps) {
    return (
        <ServicesContext.Provider value={services}>
            <NowContext.Provider value={services.now}>
                <ToastRegion>
                    <div class="app"><SessionView {...props} /></div>
                </ToastRegion>
            </NowContext.Provider>
        </ServicesContext.Provider>
    );
}

/** The pages while the session lives, a notice when it doesn't. */
function SessionView(props: Omit<AppProps, "services">) {
    const { session } = useServices();
    useAgain(session.subscribe.bind(session), session);
    const { status } = session;
    if (status.phase === "ended") return <Notice reason={status.reason} onReconnect={session.reconnect} />;
    if (status.phase === "active") return <PageView {...props} />;
    const problem = props.problem();
    return problem ? <Notice reason={problem} onReconnect={session.reconnect} /> : <Waiting isSlow={status.isSlow} />;
}

function PageView({ post, onNavigated }: Omit<AppProps, "services">) {
    const { router } = useServices();
    const { session_type } = useSession();
    const { path } = usePlace();
    const found = findRoute(path, session_type);
    const [isFirst, setFirst] = useState(true);
    useEffect(() => {
        setFirst(false);
        if (!isFirst && found) post({ type: "meshes:navigate", page: found.route.page, path: router.path, id: found.id || undefined });
        onNavigated();
    }, [router.path]);

    if (!found) return <><Navigation section="" /><Missing /></>;
    return (
        <>
            <Navigation section={found.route.section} />
            <Contained key={path}><found.route.component id={found.id} /></Contained>
        </>
    );
}

/** A fault in a page leaves the navigation standing. */
function Contained({ children }: { children: JSX.Element }) {
    const [error, again] = useErrorBoundary((error) => console.error(error));
    return error === undefined ? children : <main class="page"><ErrorState error={error} onRetry={again} /></main>;
}

function Missing() {
    return (
        <main class="page">
            <EmptyState icon="search" title="There is no such page here" action={<Link to="/workspace/dashboard">Go to the dashboard</Link>}>
                Your access may not include it.
            </EmptyState>
        </main>
    );
}

function Waiting({ isSlow }: { isSlow: boolean }) {
    return (
        <main class="page" aria-busy="true">
            <div class="page-header"><Skeleton width="quarter" height="control" /></div>
            <SkeletonRows rows={4} />
            {isSlow && (
                <p class="muted" role="status">Still waiting for the page around this one to sign you in. If nothing happens, reload that page.</p>
            )}
        </main>
    );
}
