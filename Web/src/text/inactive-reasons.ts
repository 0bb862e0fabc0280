import type { InactiveReason } from "../api/records";

/** Why a connection takes no deliveries, in words. */
export const inactiveReasons: Record<InactiveReason, string> = {
    authentication_invalid: "The saved credentials were refused",
    oauth_authorization_revoked: "Access was withdrawn on the other side",
    oauth_reauthorization_required: "It has to be connected again",
    manually_inactivated: "Switched off",
};

export function inactiveReason(reason: InactiveReason | undefined): string {
    return reason ? inactiveReasons[reason] ?? "Switched off" : "Switched off";
}
