import type { OutcomeCode } from "../api/records";
import type { Tone } from "../ui/chip";

interface Words {
    label: string;
    tone: Tone;
}

/** What came of an attempt, in words. */
export const outcomes: Record<OutcomeCode, Words> = {
    delivered: { label: "Delivered", tone: "good" },
    rejected_client_error: { label: "Rejected", tone: "bad" },
    rejected_server_error: { label: "Server error", tone: "warn" },
    rate_limited: { label: "Rate limited", tone: "warn" },
    auth_failed: { label: "Credentials refused", tone: "bad" },
    timeout: { label: "Timed out", tone: "warn" },
    network_error: { label: "Network error", tone: "warn" },
    mapping_error: { label: "Mapping error", tone: "bad" },
    internal_error: { label: "Internal error", tone: "warn" },
    invalid_request: { label: "Invalid request", tone: "bad" },
    validation_failed: { label: "Data refused", tone: "bad" },
    destination_not_found: { label: "Not found", tone: "bad" },
    destination_conflict: { label: "Conflict", tone: "bad" },
    destination_gone: { label: "Gone", tone: "bad" },
    destination_timeout: { label: "Timed out there", tone: "warn" },
    payload_too_large: { label: "Too large", tone: "bad" },
};

export function outcome(code: OutcomeCode): Words {
    return outcomes[code] ?? { label: code, tone: "calm" };
}
