extension Migration {
    /// On PostgreSQL payloads, attempts and responses become tables in parts, each by the ids that begin its primary key. What is
    /// there stays where it is: the old table becomes the part up to the end of the week of its newest row, after it was read
    /// once to see that this is true. The weeks after it are made when a store is opened. SQLite keeps its tables.
    static let partitions = Migration(number: 12, name: "history in parts by week") { types in
        switch types.dialect {
        case .sqlite: ""
        case .postgres:
            """
            DO $$
            DECLARE
                parent TEXT;
                key TEXT;
                whole TEXT;
                newest BYTEA;
                bound BIGINT;
            BEGIN
                FOR parent, key IN VALUES ('payloads', 'event_id'), ('attempts', 'event_id'), ('responses', 'attempt_id') LOOP
                    EXECUTE format('SELECT %I FROM %I ORDER BY 1 DESC LIMIT 1', key, parent) INTO newest;
                    bound := (('x' || encode(substring(newest FROM 1 FOR 6), 'hex'))::BIT(48)::BIGINT / 604800000 + 1) * 604800000;
                    whole := parent || '_before_' || COALESCE(to_char(to_timestamp(bound / 1000) AT TIME ZONE 'UTC', 'YYYYMMDD'), '');
                    EXECUTE format('ALTER TABLE %I RENAME TO %I', parent, whole);
                    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) PARTITION BY RANGE (%I)', parent, whole, key);
                    IF newest IS NULL THEN
                        EXECUTE format('DROP TABLE %I', whole);
                    ELSE
                        EXECUTE format(
                            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', parent, whole,
                            decode(lpad(to_hex(bound), 12, '0') || repeat('0', 20), 'hex'));
                    END IF;
                    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_other', parent);
                END LOOP;
            END $$;
            """
        }
    }
}
