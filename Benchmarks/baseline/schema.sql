-- The same facts that Meshes keeps: event, payload, delivery, attempt, and who may emit.
CREATE TABLE workspaces (id uuid PRIMARY KEY, name text NOT NULL);

CREATE TABLE publishable_keys (key text PRIMARY KEY, workspace_id uuid NOT NULL REFERENCES workspaces);

CREATE TABLE connections (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces,
    url text NOT NULL,
    active boolean NOT NULL DEFAULT true
);

CREATE TABLE rules (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces,
    connection_id uuid NOT NULL REFERENCES connections,
    event text NOT NULL,
    active boolean NOT NULL DEFAULT true
);

-- No foreign keys from here on: they would cost the ingest path a look-up a row, and Meshes has none there either.
CREATE TABLE events (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    resource text NOT NULL,
    status text NOT NULL,
    total_rules int NOT NULL,
    completed_count int NOT NULL DEFAULT 0,
    failed_count int NOT NULL DEFAULT 0,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX events_of_workspace ON events (workspace_id, id);

CREATE TABLE payloads (event_id uuid PRIMARY KEY, body bytea NOT NULL);
ALTER TABLE payloads ALTER COLUMN body SET STORAGE EXTERNAL;

-- A delivery is its own queue entry: due_at is when it may be claimed; a claim moves it to the end of the lease.
CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    status text NOT NULL,
    attempt_count int NOT NULL DEFAULT 0,
    last_error text,
    due_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX deliveries_of_event ON deliveries (event_id);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE attempts (
    delivery_id uuid NOT NULL,
    number int NOT NULL,
    id uuid NOT NULL,
    outcome text NOT NULL,
    http_status int,
    message text,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    PRIMARY KEY (delivery_id, number)
);

-- The queue changes all the time: keep its dead rows few.
ALTER TABLE deliveries SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
