/** What `GET /integrations` says of the kinds of destinations; forms are built from it alone. */
export interface Integration {
    name: string;
    type: string;
    authentication: { type: "api_key" | "basic" | "none" | "oauth"; fields?: AuthField[] };
    /** False while the operator has set up no app to sign in with. */
    available?: boolean;
    /** By action key. */
    actions: Record<string, Action>;
}

export interface Choice {
    label: string;
    value: string;
}

/** A field of a connection's form; its key is a member of the connection's metadata. */
export interface AuthField {
    key: string;
    label: string;
    type: "text" | "password" | "select";
    helpText?: string;
    required?: boolean;
    validate?: "url";
    defaultValue?: string;
    options?: Choice[];
    /** It counts only while another field has this value, or one of these. */
    dependsOn?: { field: string; value: string | string[] };
}

/** What a rule may do with an event. */
export interface Action {
    key: string;
    label: string;
    noun: string;
    data?: ActionInput[];
    display?: { label: string; description: string };
}

interface InputBase {
    /** Of the lists in the live data, or of the input. */
    key: string;
    /** Member of the rule's metadata that takes the value. */
    field: string;
    label?: string;
    noun?: string;
    required?: boolean;
}

export interface SimpleInput extends InputBase {
    kind: "simple";
}

export interface AdvancedInput extends InputBase {
    kind: "advanced";
    options: {
        /** Member of the chosen item that lists its options. */
        key: string;
        field: string;
        display: { label: string; button: string; description: string };
        type: "array" | "select";
    };
}

export interface TextInput extends InputBase {
    kind: "field";
    type: "text" | "password" | "textarea" | "select";
    description?: string;
    placeholder?: string;
    regex?: string;
    regexMessage?: string;
    options?: Choice[];
    defaultValue?: string;
}

export type ActionInput = SimpleInput | AdvancedInput | TextInput;

/** Something of the connected account that a rule can name. */
export interface ActionItem {
    id: string;
    name?: string;
    options?: { value: string; label?: string }[];
}

/** Live lists of the connected account, by the key of their input. */
export type ActionData = Record<string, ActionItem[]>;
