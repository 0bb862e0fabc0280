import type { Delivery } from "../../api/records";
import type { Abilities } from "../../runtime/session-facts";
import { count } from "../../ui/format";
import { text } from "./event-text";

const { reasons } = text;
/** Closer than this, the server leaves the scheduled attempt its turn. */
const imminent = 5_000;

/** Why a delivery can't be retried now; null when it can. */
export function whyNoRetry(delivery: Delivery, abilities: Abilities, now: number): string | null {
    if (!abilities.manage) return reasons.role;
    switch (delivery.status) {
        case "completed": return reasons.completed;
        case "canceled": return reasons.canceled;
        case "processing": return reasons.running;
        case "pending": return reasons.soon;
        case "retrying":
            if (!delivery.next_attempt_at) return reasons.parked;
            return Date.parse(delivery.next_attempt_at) - now <= imminent ? reasons.soon : null;
        case "failed": return null;
    }
}

/** Why a delivery can't be canceled now; null when it can. */
export function whyNoCancel(delivery: Delivery, abilities: Abilities): string | null {
    if (!abilities.manage) return reasons.role;
    switch (delivery.status) {
        case "completed": return reasons.completed;
        case "canceled": return reasons.canceled;
        case "failed": return reasons.failed;
        default: return null;
    }
}

/** How often it was tried; out of how many, while there is more to come, or when all were used up. */
export function attemptsOf(delivery: Delivery): string {
    const { attempt_count, attempt_limit } = delivery;
    const isUsedUp = delivery.status === "failed" && attempt_count >= attempt_limit;
    return attempt_count > 0 && (!isOver(delivery) || isUsedUp) ? text.attemptsOf(attempt_count, attempt_limit) : count(attempt_count, "attempt", "attempts");
}

/** Nothing more happens to it by itself. */
export function isOver(delivery: Delivery): boolean {
    return delivery.status === "completed" || delivery.status === "failed" || delivery.status === "canceled";
}
