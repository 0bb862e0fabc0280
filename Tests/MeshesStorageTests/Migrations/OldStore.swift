import MeshesModel
import Testing

@testable import MeshesStorage

/// What a store held when its schema had so many steps: written in SQL as it was then, a few rows of each table.
struct OldStore {
    typealias Row = [(column: String, value: SQLValue)]
    typealias Rows = [(table: String, row: Row)]

    /// Names a thing in every table; the time in it is that of `then`.
    static func id<Entity>(_ number: UInt64, _: Entity.Type = Entity.self) -> Identifier<Entity> {
        Identifier(high: UInt64(then.milliseconds) << 16 | 0x7000, low: 0x8000_0000_0000_0000 | number)
    }

    static let then = Timestamp(milliseconds: 1_767_300_000_000)
    static let organization: Organization.ID = id(1)
    static let workspace: Workspace.ID = id(2)
    static let machineKey: MachineKey.ID = id(3)
    static let webhook: Connection.ID = id(10)
    static let rule: Rule.ID = id(11)
    static let done: Event.ID = id(20)
    static let waiting: Event.ID = id(21)
    static let session: EmbedSession.ID = id(30)
    static let grant: OAuthGrant.ID = id(40)
    static let slack: Connection.ID = id(41)

    let key: EncryptionKey

    /// The rows that a step makes room for, by table. Columns that later steps add to a table come with them as updates.
    func rows(of step: Int) throws -> Rows {
        switch step {
        case 1: try tenancy()
        case 2: try destinations()
        case 3: history()
        case 4: hotSet()
        case 5: sessions()
        case 6: pages()
        case 7: try oauth()
        default: []
        }
    }

    func insert(steps: Int, on connection: any SQLConnection) throws {
        for (table, row) in try (1...steps).flatMap({ try rows(of: $0) }) {
            let marks = row.map { _ in "?" }.joined(separator: ", ")
            let names = row.map(\.column).joined(separator: ", ")
            try connection.execute("INSERT INTO \(table) (\(names)) VALUES (\(marks))", row.map(\.value))
        }
        if steps >= 7 {
            try connection.execute("UPDATE connections SET grant_id = ? WHERE id = ?", [.id(Self.grant), .id(Self.slack)])
        }
    }

    private var then: SQLValue { .time(Self.then) }

    private func owned(_ row: Row) -> Row {
        let owner: Row = [("organization_id", .id(Self.organization)), ("workspace_id", .id(Self.workspace))]
        return owner + row
    }

    private func dated(_ row: Row) -> Row {
        let dates: Row = [("created_at", then), ("updated_at", then)]
        return dates + row
    }

    private func sealed<Entity>(_ text: String, for id: Identifier<Entity>) throws -> SQLValue {
        .blob(try key.seal(Secret(text), for: id.bytes))
    }

    private func tenancy() throws -> Rows {
        [
            ("organizations", [("id", .id(Self.organization)), ("name", .text("Acme")), ("created_at", then)]),
            (
                "workspaces",
                dated([("id", .id(Self.workspace)), ("organization_id", .id(Self.organization)), ("name", .text("Main"))])
            ),
            (
                "machine_keys",
                [
                    ("id", .id(Self.machineKey)), ("organization_id", .id(Self.organization)), ("access_key", .text("mk_old")),
                    ("secret", try sealed("machine secret", for: Self.machineKey)), ("name", .text("Key")), ("created_at", then),
                ]
            ),
            ("publishable_keys", owned([("id", .uuid(0, 4)), ("key", .text("pk_old")), ("name", .text("Pub")), ("created_at", then)])),
            (
                "catalog",
                owned(dated([
                    ("id", .uuid(0, 5)), ("kind", .int(CatalogEntry.Kind.eventType.rawValue)), ("key", .text("order.paid")),
                    ("label", .text("Paid")), ("active", .int(1)),
                ]))
            ),
        ]
    }

    private func connection(_ id: Connection.ID, _ type: String, _ metadata: String, secrets: SQLValue) -> (table: String, row: Row) {
        (
            "connections",
            owned(dated([
                ("id", .id(id)), ("type", .text(type)), ("name", .text(type)), ("metadata", .text(metadata)), ("secrets", secrets),
                ("active", .int(1)), ("hidden", .int(0)), ("version", .int(1)), ("created_by", .text("system")),
            ]))
        )
    }

    private func destinations() throws -> Rows {
        let secrets = try sealed(#"{"auth_token":"bearer"}"#, for: Self.webhook)
        return [
            connection(Self.webhook, "webhook", #"{"url":"https://hooks.example.com","auth_scheme":"bearer"}"#, secrets: secrets),
            (
                "connection_data",
                [
                    ("connection_id", .id(Self.webhook)), ("kind", .int(1)), ("json", .blob(Array("[]".utf8))), ("version", .text("v1")),
                    ("refreshed_at", then),
                ]
            ),
            (
                "mappings",
                owned(dated([
                    ("id", .uuid(0, 12)), ("mapping_id", .uuid(0, 13)), ("version", .int(1)), ("connection_id", .id(Self.webhook)),
                    ("type", .text("webhook")), ("name", .text("Mapping")), ("mapping_schema", .text("{}")),
                ]))
            ),
            (
                "rules",
                owned(dated([
                    ("id", .id(Self.rule)), ("connection_id", .id(Self.webhook)), ("type", .text("webhook")), ("event", .text("order.paid")),
                    ("metadata", .text(#"{"action":"send_webhook"}"#)), ("fingerprint", .blob([1])), ("active", .int(1)),
                    ("hidden", .int(0)), ("version", .int(1)), ("created_by", .text("system")),
                ]))
            ),
            (
                "rule_versions",
                [
                    ("rule_id", .id(Self.rule)), ("version", .int(1)), ("workspace_id", .id(Self.workspace)),
                    ("metadata", .text(#"{"action":"send_webhook"}"#)), ("created_at", then),
                ]
            ),
        ]
    }

    /// One event that is done, and one whose delivery failed once and waits for the next attempt.
    private func history() -> Rows {
        let idempotency: Row = [
            ("workspace_id", .id(Self.workspace)), ("key", .text("once")), ("body_hash", .blob([1])), ("status", .int(201)),
            ("body", .blob(Array("{}".utf8))), ("created_at", then),
        ]
        var rows: Rows = [("idempotency", idempotency)]
        rows += history(of: Self.done, .completed, .delivered, number: 50)
        rows += history(of: Self.waiting, .retrying, .rejectedServerError, number: 51)
        return rows
    }

    private func history(of event: Event.ID, _ status: DeliveryStatus, _ outcome: OutcomeCode, number: UInt64) -> Rows {
        let isDone = status == .completed
        let ended: SQLValue = isDone ? then : .null
        let next: SQLValue = isDone ? .null : then
        return [
            (
                "events",
                owned([
                    ("id", .id(event)), ("event", .text("order.paid")), ("resource", .text("global")), ("created_by", .text("system")),
                    ("created_at", then), ("status", .status(status)), ("total", .int(1)), ("processing", .int(0)),
                    ("retrying", .bool(!isDone)), ("completed", .bool(isDone)), ("failed", .int(0)), ("canceled", .int(0)),
                    ("started_at", then), ("completed_at", ended),
                ])
            ),
            ("payloads", [("event_id", .id(event)), ("body", .blob(Array(#"{"total":1.10}"#.utf8)))]),
            (
                "deliveries",
                [
                    ("event_id", .id(event)), ("rule_id", .id(Self.rule)), ("id", .uuid(0, number + 10)),
                    ("connection_id", .id(Self.webhook)), ("rule_version", .int(1)), ("type", .text("webhook")),
                    ("status", .status(status)), ("attempt_count", .int(1)), ("budget_used", .int(1)), ("series_started_at", then),
                    ("next_trigger", .int(1)), ("cancel_requested", .int(0)), ("started_at", then), ("completed_at", ended),
                    ("next_attempt_at", next),
                ]
            ),
            (
                "attempts",
                [
                    ("event_id", .id(event)), ("rule_id", .id(Self.rule)), ("number", .int(1)), ("id", .uuid(0, number)),
                    ("trigger_code", .int(0)), ("outcome", .int(outcome.rawValue)), ("message", .text("as it was")),
                    ("http_status", .int(isDone ? 200 : 503)), ("started_at", then), ("finished_at", then), ("next_attempt_at", next),
                    ("has_details", .int(1)),
                ]
            ),
            ("responses", [("attempt_id", .uuid(0, number)), ("body", .blob([0])), ("captured_at", then)]),
        ]
    }

    private func hotSet() -> Rows {
        [
            (
                "queue",
                [
                    ("connection_id", .id(Self.webhook)), ("available_at", then), ("delivery_id", .uuid(0, 61)),
                    ("event_id", .id(Self.waiting)), ("rule_id", .id(Self.rule)), ("workspace_id", .id(Self.workspace)),
                ]
            ),
            (
                "rollups",
                [
                    ("workspace_id", .id(Self.workspace)), ("hour", .int(490_916)), ("series", .int(1)), ("dimension", .blob([])),
                    ("count", .int(2)),
                ]
            ),
        ]
    }

    private func sessions() -> Rows {
        [
            (
                "sessions",
                owned([
                    ("id", .id(Self.session)), ("role", .text("owner")), ("type", .text("workspace")), ("scopes", .text("")),
                    ("launch_page", .text(LaunchPage.allCases.first?.rawValue)), ("token_lifetime", .int(1_800_000)), ("generation", .int(3)),
                    ("refreshed_at", then), ("expires_at", .time(Self.then + .seconds(1800))), ("created_by", .text("system")),
                    ("created_at", then),
                ])
            ),
            ("launch_tokens", [("hash", .blob([9])), ("session_id", .id(Self.session)), ("expires_at", then)]),
            ("hidden_remains", [("id", .uuid(0, 31))]),
        ]
    }

    private func pages() -> Rows {
        let activity: Row = [
            ("subject_id", .id(Self.rule)), ("workspace_id", .id(Self.workspace)), ("kind", .int(1)), ("last_status", .int(2)), ("last_at", then),
            ("failures", .int(1)), ("failing_since", then),
        ]
        return [("activity", activity)]
    }

    private func oauth() throws -> Rows {
        [
            (
                "oauth_grants",
                dated([
                    ("organization_id", .id(Self.organization)), ("id", .id(Self.grant)), ("type", .text("slack")), ("account_id", .text("T1")),
                    ("account_user", .text("")), ("account_details", .text("{}")), ("scopes", .text("post")),
                    ("tokens", try sealed(#"{"access":"a","refresh":"r"}"#, for: Self.grant)), ("issued_at", then), ("version", .int(1)),
                ])
            ),
            connection(Self.slack, "slack", "{}", secrets: .null),
            (
                "oauth_setups",
                owned([
                    ("id", .uuid(0, 42)), ("type", .text("slack")), ("hidden", .int(0)), ("ticket_hash", .blob([7])),
                    ("created_by", .text("system")), ("created_at", then), ("expires_at", then),
                ])
            ),
        ]
    }
}
