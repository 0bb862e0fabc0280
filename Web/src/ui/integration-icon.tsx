import "./integration-icon.css";

/** A neutral mark for each kind of destination: two letters on one of six grounds, no trademarks. */
const marks: Record<string, [letters: string, ground: number, name: string]> = {
    activecampaign: ["Ac", 1, "ActiveCampaign"],
    aweber: ["Aw", 2, "AWeber"],
    customer_io: ["Ci", 3, "Customer.io"],
    discord: ["Di", 4, "Discord"],
    hubspot: ["Hs", 5, "HubSpot"],
    intercom: ["In", 2, "Intercom"],
    mailchimp: ["Mc", 6, "Mailchimp"],
    mailerlite: ["Ml", 3, "MailerLite"],
    pipedrive: ["Pd", 3, "Pipedrive"],
    resend: ["Re", 0, "Resend"],
    salesforce: ["Sf", 2, "Salesforce"],
    sendgrid: ["Sg", 1, "SendGrid"],
    slack: ["Sl", 4, "Slack"],
    webhook: ["", 0, "Webhook"],
    zoom: ["Zm", 1, "Zoom"],
};

const webhookShape = "M8 2.6v3.2M8 5.8 4 10.2M8 5.8l4 4.4M8 1.4a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 0 0 0-2.6M3.4 9.8a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 0 0 0-3.4M12.6 9.8a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 0 0 0-3.4";

export function integrationName(type: string): string {
    return marks[type]?.[2] ?? type;
}

/** `isLabelled`: whether it is read out; leave it out where the name stands beside it. */
export function IntegrationIcon({ type, size = 24, isLabelled }: { type: string; size?: 16 | 20 | 24 | 32 | 40; isLabelled?: boolean }) {
    const [letters, ground] = marks[type] ?? [type.slice(0, 2), 0];
    return (
        <svg
            class={`integration-icon integration-ground-${ground}`} width={size} height={size} viewBox="0 0 24 24"
            role={isLabelled ? "img" : undefined} aria-label={isLabelled ? integrationName(type) : undefined}
            aria-hidden={isLabelled ? undefined : "true"}
        >
            <rect width="24" height="24" rx="6" />
            {letters
                ? <text x="12" y="12.5" text-anchor="middle" dominant-baseline="central">{letters}</text>
                : <path d={webhookShape} transform="translate(4 4)" />}
        </svg>
    );
}
