public import OrderedCollections

/// Which failed deliveries are to be tried again.
public enum BulkRetryDraft: Hashable, Sendable {
    /// Events that one call may name.
    public static let eventCount = 1...100

    case events([Event.ID])
    /// Those of a connection whose events were accepted from the first moment on and before the second.
    case connection(Connection.ID, since: Timestamp, until: Timestamp)

    /// Reads `{events}` or `{connection, since, until}`; throws 400 naming every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        if body["connection"].map({ !$0.isNull }) ?? false {
            let connection: Connection.ID? = reader.id("connection", required: true)
            let since = reader.time("since", required: true)
            let until = reader.time("until", required: true)
            if body["events"].map({ !$0.isNull }) ?? false { reader.fail("events", "must not stand beside connection") }
            if let since, let until, since >= until { reader.fail("until", "must be later than since") }
            try reader.finish()
            guard let connection, let since, let until else { throw reader.failure }
            self = .connection(connection, since: since, until: until)
        } else {
            let events = reader.events()
            try reader.finish()
            self = .events(events)
        }
    }
}

extension ParameterReader {
    /// Reads `events`: 1 to 100 ids, each kept once.
    public mutating func events() -> [Event.ID] {
        var events: OrderedSet<Event.ID> = []
        for (index, value) in (array("events", count: BulkRetryDraft.eventCount, required: true) ?? []).enumerated() {
            if let id = value.string.flatMap({ Event.ID($0) }) {
                events.append(id)
            } else {
                fail("events.\(index)", "must be a UUID")
            }
        }
        return Array(events)
    }

    /// Reads a moment.
    public mutating func time(_ key: String, required: Bool = false) -> Timestamp? {
        guard let text = string(key, StringRule(length: 1...40), required: required) else { return nil }
        guard let time = Timestamp(text) else {
            fail(key, "must be a time such as 2026-01-31T10:00:00.000Z")
            return nil
        }
        return time
    }
}
