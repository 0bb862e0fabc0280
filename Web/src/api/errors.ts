/** A parameter that the server found wrong. */
export interface ParameterIssue {
    param: string;
    msg: string;
}

/** An answer outside 2xx, or none at all. */
export class ApiError extends Error {
    constructor(
        /** 0 when no answer came. */
        readonly status: number,
        /** The server's stable code, for example `RulesExist`; `Unreachable` when no answer came. */
        override readonly name: string,
        message: string,
        readonly issues: ParameterIssue[] = [],
        /** In seconds. */
        readonly retryAfter: number | null = null,
    ) {
        super(message);
    }

    /** What is wrong with one parameter, if it is. */
    issue(param: string): string | undefined {
        return this.issues.find((issue) => issue.param === param || issue.param.endsWith("." + param))?.msg;
    }

    static unreachable(): ApiError {
        return new ApiError(0, "Unreachable", "The server can't be reached. Check your connection and try again.");
    }

    static async from(answer: Response): Promise<ApiError> {
        const body = await answer.json().catch(() => null);
        const detail = body?.error ?? {};
        const wait = Number(answer.headers.get("retry-after"));
        return new ApiError(
            answer.status, String(detail.name ?? "Error"),
            String(detail.message ?? body?.message ?? "Something went wrong. Try again in a moment."),
            Array.isArray(detail.data) ? detail.data : [], Number.isFinite(wait) && wait > 0 ? wait : null);
    }
}

/** A sentence for people. */
export function messageOf(error: unknown): string {
    if (error instanceof ApiError && error.issues.length > 0) {
        return error.issues.map(({ param, msg }) => `${param} ${msg}`).join("; ");
    }
    return error instanceof Error ? error.message : String(error);
}
