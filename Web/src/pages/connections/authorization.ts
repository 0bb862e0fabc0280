import { useEffect, useRef, useState } from "preact";
import { messageOf } from "../../api/errors";
import { useServices } from "../../shell/services";
import { text } from "./connections-text";

/** How far a sign-in at a provider is. */
export type Authorization =
    | { phase: "idle" }
    | { phase: "opening" }
    | { phase: "waiting"; url: string; ticket: string; expiresAt: number; window: "open" | "blocked" | "closed" }
    | { phase: "failed"; message: string };

interface Ticket {
    ticket: string;
    authorize_url: string;
    expires_at: string;
}

interface TicketState {
    status: "waiting" | "done" | "failed";
    connection_id?: string;
    message?: string;
}

const pollEvery = 2_000;

/**
 * A sign-in in a window of its own, since providers refuse to be framed. The window is opened by the click itself, or
 * browsers would block it. It reports by a message; where it can't, the server is asked every two seconds.
 */
export function useAuthorization(onDone: (connectionId: string | undefined) => void) {
    const { api, now } = useServices();
    const [state, setState] = useState<Authorization>({ phase: "idle" });
    const popup = useRef<Window | null>(null);

    const start = (request: { workspace: string; type: string; name: string; metadata?: Record<string, unknown> } | { connection: string }) => {
        popup.current?.close();
        popup.current = window.open("about:blank", "_blank", "popup,width=620,height=760");
        setState({ phase: "opening" });
        api.post<Ticket>("/api/v1/connections/authorize", request).then(
            ({ ticket, authorize_url, expires_at }) => {
                if (popup.current) popup.current.location.replace(authorize_url);
                setState({ phase: "waiting", url: authorize_url, ticket, expiresAt: Date.parse(expires_at), window: popup.current ? "open" : "blocked" });
            },
            (error) => {
                popup.current?.close();
                setState({ phase: "failed", message: messageOf(error) });
            });
    };

    const waiting = state.phase === "waiting" ? state : null;
    useEffect(() => {
        if (!waiting) return;
        let isOver = false;
        const end = (result: TicketState) => {
            if (isOver || result.status === "waiting") return;
            isOver = true;
            popup.current?.close();
            if (result.status === "done") onDone(result.connection_id);
            else setState({ phase: "failed", message: result.message ?? text.oauthFailed });
        };
        const giveUpInTime = () => now() > waiting.expiresAt && end({ status: "failed", message: text.oauthExpired });
        // No proof that it is over: a provider may cut the tie to its window, which then looks closed. So asking goes on.
        const noticeClosing = () => {
            if (!isOver && popup.current?.closed && waiting.window === "open") setState({ ...waiting, window: "closed" });
        };
        const ask = () => {
            api.get<TicketState>(`/api/v1/connections/authorize/${waiting.ticket}`).then((result) => {
                end(result);
                noticeClosing();
                giveUpInTime();
            }, giveUpInTime);
        };
        const hear = (event: MessageEvent) => {
            if (event.origin === window.location.origin && event.data?.type === "meshes-internal:oauth") ask();
        };
        const timer = setInterval(ask, pollEvery);
        window.addEventListener("message", hear);
        return () => {
            isOver = true;
            clearInterval(timer);
            window.removeEventListener("message", hear);
        };
    }, [waiting?.ticket, waiting?.window]);
    useEffect(() => () => popup.current?.close(), []);

    return { state, start };
}
