import type { Session } from "../runtime/session";
import { ApiError } from "./errors";

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Query = Record<string, string | number | boolean | null | undefined>;

/** JSON that is sent as it is written, so that numbers keep every digit. */
export class RawJSON {
    constructor(readonly text: string) {}
}

/** How often a call is sent again because its token was refused. */
const replays = 2;
/** The longest wait that the server may ask for before a read is tried once more, in seconds. */
const patience = 5;

/** The server's API with the session's token. A refused token is exchanged, and the call sent again, unseen by callers. */
export class ApiClient {
    constructor(
        private readonly session: Session, private readonly send: typeof fetch = (input, init) => fetch(input, init),
        private readonly pause = (seconds: number) => new Promise<void>((done) => setTimeout(done, seconds * 1000)),
    ) {}

    async get<T>(path: string, signal?: AbortSignal): Promise<T> {
        return (await this.read(path, signal)).json() as Promise<T>;
    }

    /** The body as it was sent, for JSON whose numbers must keep every digit. */
    async getText(path: string, signal?: AbortSignal): Promise<string> {
        return (await this.read(path, signal)).text();
    }

    async post<T>(path: string, body: unknown = {}): Promise<T> {
        return (await this.call("POST", path, body)).json() as Promise<T>;
    }

    async put<T>(path: string, body: unknown): Promise<T> {
        return (await this.call("PUT", path, body)).json() as Promise<T>;
    }

    async delete<T>(path: string, body?: unknown): Promise<T> {
        return (await this.call("DELETE", path, body)).json() as Promise<T>;
    }

    /** An answer whose body goes on for as long as both sides want. */
    async open(path: string, signal: AbortSignal): Promise<Response> {
        return this.call("GET", path, undefined, signal, "text/event-stream");
    }

    private async read(path: string, signal?: AbortSignal): Promise<Response> {
        try {
            return await this.call("GET", path, undefined, signal);
        } catch (error) {
            const isBusy = error instanceof ApiError && (error.status === 429 || error.status === 503);
            if (!isBusy || (error.retryAfter ?? 1) > patience) throw error;
            await this.pause(error.retryAfter ?? 1);
            return this.call("GET", path, undefined, signal);
        }
    }

    /** A call that was refused with 401 has done nothing, so writes are sent again like reads. */
    private async call(method: Method, path: string, body?: unknown, signal?: AbortSignal, accept = "application/json"): Promise<Response> {
        for (let left = replays; ; left--) {
            const token = await this.session.token();
            const answer = await this.fetch(method, path, token, body, signal, accept);
            if (answer.ok) {
                this.session.accepted();
                return answer;
            }
            const error = await ApiError.from(answer);
            if (answer.status !== 401) throw error;
            this.session.refused(token, error.name);
            if (left === 0) throw error;
        }
    }

    private async fetch(
        method: Method, path: string, token: string, body: unknown, signal: AbortSignal | undefined, accept: string,
    ): Promise<Response> {
        const headers: Record<string, string> = { accept, authorization: `Bearer ${token}` };
        if (body !== undefined) headers["content-type"] = "application/json";
        try {
            return await this.send(path, {
                method, headers, signal, body: encode(body), cache: "no-store",
            });
        } catch (error) {
            if (signal?.aborted) throw error;
            throw ApiError.unreachable();
        }
    }
}

function encode(body: unknown): string | undefined {
    if (body === undefined) return undefined;
    return body instanceof RawJSON ? body.text : JSON.stringify(body);
}

/** A path with its query; members without a value are left out. */
export function withQuery(path: string, query: Query): string {
    const pairs = Object.entries(query)
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
    return pairs.length > 0 ? `${path}?${pairs.join("&")}` : path;
}
