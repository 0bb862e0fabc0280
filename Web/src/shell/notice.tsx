import type { EndReason } from "../runtime/messages";
import { Button } from "../ui/button";
import type { IconName } from "../ui/icon";
import { EmptyState } from "../ui/states";

interface Text {
    icon: IconName;
    title: string;
    text: string;
    canReconnect: boolean;
}

/** Why nothing is shown, in words of somebody who never heard of tokens. */
const texts: Record<EndReason | "other_session" | "foreign_origin" | "no_host", Text> = {
    expired: {
        icon: "clock", title: "Your session has ended", canReconnect: true,
        text: "You've been away for a while. Reconnect to go on where you were; if that doesn't help, reload the page.",
    },
    revoked: {
        icon: "lock", title: "Your access was withdrawn", canReconnect: false,
        text: "Somebody ended this session. If that's a surprise, reload the page or ask your administrator.",
    },
    no_response: {
        icon: "unplug", title: "We lost touch with the page around this one", canReconnect: true,
        text: "It didn't renew your session in time. Check your connection and reconnect; if that doesn't help, reload the page.",
    },
    launch_invalid: { icon: "clock", title: "This link has been used already", canReconnect: false, text: "Reload the page to get a new one." },
    other_session: {
        icon: "info", title: "This page has to be opened again", canReconnect: false,
        text: "It was opened for another session than the one you are in now. Reload the page.",
    },
    foreign_origin: {
        icon: "lock", title: "This page's origin is not allowed for this session", canReconnect: false,
        text: "The address of the page around this one is not on the list of allowed addresses. Please tell the people who run it.",
    },
    no_host: {
        icon: "unplug", title: "This page works inside another one", canReconnect: false,
        text: "Open it from the product that it belongs to.",
    },
};

export type NoticeReason = keyof typeof texts;

/** Covers the page when the session can't go on. */
export function Notice({ reason, onReconnect }: { reason: NoticeReason; onReconnect: () => void }) {
    const { icon, title, text, canReconnect } = texts[reason];
    return (
        <main class="page" role="alert">
            <EmptyState icon={icon} title={title} action={canReconnect && <Button kind="primary" icon="refresh" onClick={onReconnect}>Reconnect</Button>}>
                {text}
            </EmptyState>
        </main>
    );
}
