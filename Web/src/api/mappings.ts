/** How payloads fill the fields of a destination, as the API has it. */
export interface FieldDefinition {
    key: string;
    label?: string;
    type: "string" | "number" | "boolean" | "date" | "datetime" | "enum" | "multi_enum" | "json" | "object" | "array" | "unknown";
    description?: string;
    constraints?: { required?: boolean; read_only?: boolean; format?: string; max_length?: number; allowed_values?: string[] };
}

export interface FieldCatalog {
    catalog_version: string;
    refreshed_at: string;
    fields: FieldDefinition[];
}

export type Scalar = string | number | boolean | null;
export type Source = { type: "path"; value: string } | { type: "literal"; value: Scalar };
export type OnError = "skip_field" | "warn_action" | "fail_action";

export interface Transform {
    type:
        | "to_string" | "to_number" | "to_boolean" | "to_date" | "to_datetime" | "default" | "trim" | "lower" | "upper" | "substring";
    timezone?: string;
    value?: Scalar;
    start?: number;
    length?: number;
}

export interface MappingField {
    dest: string;
    source: Source;
    transforms?: Transform[];
    on_error?: OnError;
    notes?: string;
}

export interface MappingSchema {
    schema_version: 1;
    fields: MappingField[];
    meta?: { name?: string; notes?: string };
}

export interface DefaultMappingResult {
    /** Somebody saved it, or it was computed. */
    status: "stored" | "generated";
    mapping: { mapping_id: string; version: number; schema: MappingSchema; catalog_version?: string; created_by?: string; updated_at: string };
}

/** What a mapping makes of one payload. */
export interface MappingPreview {
    ok: boolean;
    fields: FieldResult[];
    errors: { param: string; msg: string }[];
}

export interface FieldResult {
    dest: string;
    value?: unknown;
    state: "sent" | "skipped" | "warned" | "failed";
    message?: string;
}
