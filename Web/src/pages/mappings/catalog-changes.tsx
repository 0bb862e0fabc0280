import { Button } from "../../ui/button";
import { Banner } from "../../ui/states";
import type { CatalogChanges } from "./mapping-rows";
import { text } from "./mappings-text";

/** What a refresh of the destination's fields brought. */
export function CatalogChangesBanner({ changes, onDismiss }: { changes: CatalogChanges; onDismiss: () => void }) {
    const kinds = (Object.keys(text.changes) as (keyof CatalogChanges)[]).filter((kind) => changes[kind].length > 0);
    return (
        <Banner tone={kinds.length > 0 ? "warn" : "calm"} action={<Button kind="quiet" size="small" onClick={onDismiss}>{text.dismiss}</Button>}>
            <p>{kinds.length > 0 ? text.changed : text.noChanges}</p>
            {kinds.map((kind) => <p key={kind}>{text.changes[kind]}: {changes[kind].join(", ")}</p>)}
        </Banner>
    );
}
