import type { Children } from "preact";
import { messageOf } from "../../api/errors";
import { ApiError } from "../../api/errors";
import { Code } from "../../ui/code";
import { Banner } from "../../ui/states";
import { text } from "./connections-text";

/** What a destination answered to a test that it did not pass: the state, then the beginning of its answer as it is. */
export function FailedTest({ error, action }: { error: unknown; action?: Children }) {
    const message = error instanceof ApiError ? error.message : messageOf(error);
    const at = message.indexOf(" Answer: ");
    return (
        <div class="failed-test">
            <Banner tone="bad" action={action}>{at < 0 ? message : message.slice(0, at)}</Banner>
            {at >= 0 && <Code label={text.answer} text={message.slice(at + " Answer: ".length)} />}
        </div>
    );
}
