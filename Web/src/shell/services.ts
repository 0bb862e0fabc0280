import { createContext, useContext, useLayoutEffect, useReducer } from "preact";
import type { ApiClient } from "../api/client";
import type { Cache } from "../api/cache";
import type { Change } from "../api/changes";
import type { Session } from "../runtime/session";
import type { SessionFacts } from "../runtime/session-facts";
import type { Place } from "./path";
import type { Router } from "./router";

/** What pages stand on. */
export interface Services {
    api: ApiClient;
    cache: Cache;
    session: Session;
    router: Router;
    /** Says what changed on the server as it is heard of. */
    onChange: (listener: (change: Change) => void) => () => void;
    /** The server's time in milliseconds. */
    now: () => number;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
    const services = useContext(ServicesContext);
    if (services === null) throw new Error("Pages are shown inside ServicesContext only");
    return services;
}

export const useApi = (): ApiClient => useServices().api;
export const useRouter = (): Router => useServices().router;

/** The session as the server last told it; pages are shown only when there is one. */
export function useSession(): SessionFacts {
    const { session } = useServices();
    useAgain(session.subscribe.bind(session), session);
    if (session.facts === null) throw new Error("Pages are shown after the first token only");
    return session.facts;
}

export function usePlace(): Place {
    const { router } = useServices();
    useAgain(router.subscribe, router);
    return router.place;
}

/** The path of something of this workspace in the API. */
export function useWorkspacePath(): string {
    return `/api/v1/workspaces/${useSession().workspace_id}`;
}

/**
 * Shows the component again whenever something outside of it changed. Follows it from the very moment it is shown: an
 * ordinary effect comes after the next paint, and what changes until then would be missed.
 */
export function useAgain(subscribe: (listener: () => void) => () => void, source: unknown): void {
    const [, again] = useReducer((times: number, _: void) => times + 1, 0);
    useLayoutEffect(() => subscribe(() => again()), [source]);
}
