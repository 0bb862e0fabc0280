import { useState } from "preact";
import { messageOf } from "../../api/errors";
import type { FieldCatalog } from "../../api/mappings";
import { useApi } from "../../shell/services";
import { useFresh } from "../../shell/use-fresh";
import { useToaster } from "../../ui/toast";
import type { CatalogChanges } from "./mapping-rows";
import { changesBetween } from "./mapping-rows";

/** The fields of a destination; `refresh` has the provider asked again and says what changed. */
export function useFieldCatalog(connection: string) {
    const api = useApi();
    const toaster = useToaster();
    const path = `/api/v1/connections/${connection}/fields`;
    const { data, error, retry } = useFresh<FieldCatalog>(path);
    const [newer, setNewer] = useState<FieldCatalog | null>(null);
    const [changes, setChanges] = useState<CatalogChanges | null>(null);
    const [isRefreshing, setRefreshing] = useState(false);
    const catalog = newer ?? data;
    const refresh = async () => {
        setRefreshing(true);
        try {
            const fresh = await api.get<FieldCatalog>(`${path}?refresh=true`);
            if (catalog) setChanges(changesBetween(catalog, fresh));
            setNewer(fresh);
        } catch (error) {
            toaster.warn(messageOf(error));
        }
        setRefreshing(false);
    };
    return { catalog, error, retry, changes, isRefreshing, refresh, forgetChanges: () => setChanges(null) };
}
