import type { DefaultMappingResult } from "../../api/mappings";
import type { ConnectionRecord } from "../../api/records";
import { Page } from "../../shell/page";
import { useData } from "../../shell/use-data";
import { useFresh } from "../../shell/use-fresh";
import { Card } from "../../ui/card";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { MappingEditor } from "./mapping-editor";
import { text } from "./mappings-text";
import { useFieldCatalog } from "./use-field-catalog";
import "./mappings.css";

/** How payloads fill the fields of one connection. */
export function MappingsPage({ id }: { id: string }) {
    const { data: connection, error: missing } = useData<ConnectionRecord>(`/api/v1/connections/${id}`);
    const mapping = useFresh<DefaultMappingResult>(`/api/v1/connections/${id}/mappings/default`);
    const fields = useFieldCatalog(id);
    const error = missing ?? fields.error ?? mapping.error;
    const parent = { label: text.parent, to: "/workspace/connections" };
    const title = text.title(connection?.name ?? "…");
    const retry = () => {
        mapping.retry();
        fields.retry();
    };

    if (connection && fields.catalog && mapping.data && fields.catalog.fields.length + mapping.data.mapping.schema.fields.length > 0) {
        return <MappingEditor key={id} title={title} parent={parent} connection={connection} fields={fields} catalog={fields.catalog} start={mapping.data} />;
    }
    const isEmpty = connection && fields.catalog && mapping.data;
    return (
        <Page title={title} parent={parent}>
            <Card isFlush>
                {isEmpty && <EmptyState icon="table" title={text.none}>{text.noneText}</EmptyState>}
                {!isEmpty && (error !== undefined ? <ErrorState error={error} noun="The mapping" onRetry={retry} /> : <SkeletonRows label="Loading the mapping" />)}
            </Card>
        </Page>
    );
}
