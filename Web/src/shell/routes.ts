import type { Component } from "preact";
import type { SessionType } from "../runtime/session-facts";
import { ConnectionsPage } from "../pages/connections/connections-page";
import { DashboardPage } from "../pages/dashboard/dashboard-page";
import { EventDetailPage } from "../pages/event-detail/event-detail-page";
import { EventsPage } from "../pages/events/events-page";
import { MappingsPage } from "../pages/mappings/mappings-page";
import { RulesPage } from "../pages/rules/rules-page";
import { matchPath } from "./path";

export interface Route {
    /** The name that hosts hear in `meshes:navigate`. */
    page: "dashboard" | "connections" | "connection-mappings" | "rules" | "events" | "event-detail";
    /** `:id` stands for one part of the path. */
    pattern: string;
    /** Its place in the navigation; nested pages have none. */
    label?: string;
    /** The page of the navigation that it belongs to. */
    section: string;
    sessions: SessionType[];
    component: Component<{ id: string }>;
}

const all: SessionType[] = ["workspace", "resource", "dashboard"];
const withHistory: SessionType[] = ["workspace", "resource"];

/** Every page, in the order of the navigation. */
export const routes: Route[] = [
    { page: "dashboard", pattern: "/workspace/dashboard", label: "Dashboard", section: "dashboard", sessions: all, component: DashboardPage },
    { page: "connections", pattern: "/workspace/connections", label: "Connections", section: "connections", sessions: ["workspace"], component: ConnectionsPage },
    { page: "connection-mappings", pattern: "/workspace/connections/:id/mappings", section: "connections", sessions: ["workspace"], component: MappingsPage },
    { page: "rules", pattern: "/workspace/rules", label: "Rules", section: "rules", sessions: withHistory, component: RulesPage },
    { page: "events", pattern: "/workspace/events", label: "Events", section: "events", sessions: withHistory, component: EventsPage },
    { page: "event-detail", pattern: "/workspace/events/:id", section: "events", sessions: withHistory, component: EventDetailPage },
];

export function findRoute(path: string, type: SessionType): { route: Route; id: string } | null {
    for (const route of routes) {
        const values = matchPath(route.pattern, path);
        if (values) return route.sessions.includes(type) ? { route, id: values["id"] ?? "" } : null;
    }
    return null;
}
