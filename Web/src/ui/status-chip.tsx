import type { Status } from "../api/records";
import type { Tone } from "./chip";
import { Chip } from "./chip";
import type { IconName } from "./icon";

interface Look {
    label: string;
    tone: Tone;
    icon: IconName;
}

/** How the states of events and deliveries look and are called, everywhere. */
export const statusLooks: Record<Status, Look> = {
    pending: { label: "Pending", tone: "calm", icon: "clock" },
    processing: { label: "Processing", tone: "busy", icon: "play" },
    retrying: { label: "Retrying", tone: "warn", icon: "refresh" },
    completed: { label: "Completed", tone: "good", icon: "check" },
    failed: { label: "Failed", tone: "bad", icon: "alert" },
    canceled: { label: "Canceled", tone: "calm", icon: "ban" },
};

export function StatusChip({ status }: { status: Status }) {
    const { label, tone, icon } = statusLooks[status];
    return <Chip tone={tone} icon={icon}>{label}</Chip>;
}
