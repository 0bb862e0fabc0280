import type { Children } from "preact";
import { ApiError, messageOf } from "../api/errors";
import { Button } from "./button";
import { classes } from "./class-names";
import type { IconName } from "./icon";
import { Icon } from "./icon";
import "./states.css";

/** Says what would be here and how it gets here. */
export function EmptyState({ icon, title, children, action }: { icon: IconName; title: string; children?: Children; action?: Children }) {
    return (
        <div class="state">
            <span class="state-icon"><Icon name={icon} size={20} /></span>
            <h2>{title}</h2>
            {children && <p class="muted">{children}</p>}
            {action && <div class="state-action">{action}</div>}
        </div>
    );
}

/** What the server would not or could not do: not allowed, not there, or failed with another try offered. */
export function ErrorState({ error, onRetry, noun = "This page" }: { error: unknown; onRetry?: () => void; noun?: string }) {
    if (error instanceof ApiError && error.status === 403) {
        return <EmptyState icon="lock" title="Not part of your access">{error.message}</EmptyState>;
    }
    if (error instanceof ApiError && error.status === 404) {
        return <EmptyState icon="search" title={`${noun} was not found`}>It may have been deleted, or be past the time for which history is kept.</EmptyState>;
    }
    return (
        <div role="alert">
            <EmptyState icon="alert" title={`${noun} could not be loaded`} action={onRetry && <Button icon="refresh" onClick={onRetry}>Try again</Button>}>
                {messageOf(error)}
            </EmptyState>
        </div>
    );
}

/** A line in a page about something that is not as it should be. */
export function Banner({ tone, children, action }: { tone: "warn" | "bad" | "calm"; children: Children; action?: Children }) {
    return (
        <div class={`banner banner-${tone}`} role={tone === "bad" ? "alert" : "status"}>
            <Icon name={tone === "calm" ? "info" : "alert"} />
            <div class="banner-text">{children}</div>
            {action}
        </div>
    );
}

/** Where a text or block will stand. */
export function Skeleton({ width = "full", height = "text" }: { width?: "quarter" | "half" | "most" | "full"; height?: "text" | "control" | "row" | "chart" }) {
    return <span class={classes("skeleton", `skeleton-${width}`, `skeleton-${height}`)} aria-hidden="true" />;
}

/** A list that is on its way. */
export function SkeletonRows({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
    return (
        <div class="skeleton-rows" role="status" aria-label={label}>
            {Array.from({ length: rows }, (_, row) => <Skeleton key={row} height="row" />)}
        </div>
    );
}
