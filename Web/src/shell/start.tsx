import { render } from "preact";
import { Cache } from "../api/cache";
import type { Change } from "../api/changes";
import { ApiClient } from "../api/client";
import { Gatherer } from "../api/gatherer";
import { Live } from "../api/live";
import { applyAppearance } from "../runtime/appearance";
import { forgetLaunchToken, readBootstrap } from "../runtime/bootstrap";
import { browserClock } from "../runtime/clock";
import { Host } from "../runtime/host";
import { HeightReporter, contentHeight, observeHeight } from "../runtime/resize";
import { Session } from "../runtime/session";
import type { SessionFacts } from "../runtime/session-facts";
import { verify } from "../runtime/session-facts";
import "../ui/base.css";
import { App } from "./app";
import type { NoticeReason } from "./notice";
import { Router } from "./router";

/** A busy workspace changes all the time; pages follow at this pace, in milliseconds. */
const changesEvery = 1_000;

/** Wires the page together and shows it. The host is told first of all, since everything waits for its token. */
export function startApp(document: Document): void {
    forgetLaunchToken();
    const bootstrap = readBootstrap(document);
    applyAppearance(bootstrap.appearance, document);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyAppearance(bootstrap.appearance, document));

    const host = new Host(window, bootstrap.allowedOrigins);
    const session = new Session(bootstrap.sessionId, {
        clock: browserClock, verify: (token) => verify(token), post: (message) => host.post(message), onVerified: () => host.settle(),
    });
    let problem: NoticeReason | null = window.parent === window ? "no_host" : host.isForeign ? "foreign_origin" : null;
    host.listen({
        onToken: session.receive,
        onForeignOrigin(origin) {
            console.warn(`Meshes: ${origin} sent a token, but is not among the allowed origins of this session.`);
            problem = "foreign_origin";
            session.wake();
        },
    });
    session.start();

    const api = new ApiClient(session);
    const cache = new Cache();
    const listeners = new Set<(change: Change) => void>();
    const gatherer = new Gatherer(browserClock, changesEvery, (change) => {
        cache.touch(change);
        for (const listener of [...listeners]) listener(change);
    });
    const live = followChanges(session, api, gatherer.take);
    document.addEventListener("visibilitychange", () => {
        session.wake();
        live.visibilityChanged();
    });

    const height = new HeightReporter(
        browserClock, () => contentHeight(document), (height) => host.post({ type: "meshes:resize", height }));
    const services = {
        api, cache, session, router: new Router(`/workspace/${bootstrap.page}`, window), now: () => session.now(),
        onChange(listener: (change: Change) => void) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
    session.subscribe(sessionWatcher(session, cache, live));
    render(
        <App services={services} problem={() => problem} post={(message) => host.post(message)} onNavigated={height.navigated} />,
        document.body.appendChild(document.createElement("div")));
    observeHeight(document.body, height);
}

function followChanges(session: Session, api: ApiClient, onChange: (change: Change) => void): Live {
    return new Live({
        clock: browserClock,
        open: (signal) => api.open(`/api/v1/workspaces/${session.facts?.workspace_id}/stream`, signal),
        onChange,
        isVisible: () => document.visibilityState === "visible" && session.status.phase === "active",
    });
}

/** Follows the workspace while the session lives, and looks again at everything when it may see other things. */
function sessionWatcher(session: Session, cache: Cache, live: Live): () => void {
    let phase = session.status.phase;
    let sight = sightOf(session.facts);
    return () => {
        const { status, facts } = session;
        if (status.phase !== phase) {
            phase = status.phase;
            if (phase === "active") live.start();
            else live.stop();
        }
        if (sightOf(facts) === sight) return;
        if (sight !== "") cache.clear();
        sight = sightOf(facts);
    };
}

/** Everything that decides what a session sees. */
function sightOf(facts: SessionFacts | null): string {
    return facts ? JSON.stringify([facts.workspace_id, facts.session_type, facts.resource, facts.resource_id, facts.role, facts.abilities]) : "";
}
