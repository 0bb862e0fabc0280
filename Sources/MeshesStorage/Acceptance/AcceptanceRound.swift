import MeshesModel

/// The acceptances of one transaction, written table by table.
struct AcceptanceRound {
    private let connection: any SQLConnection
    private let lifetime: Duration
    private let fence: NodeFence
    private var rows = AcceptanceRows()
    private var accepted: [Event] = []
    private var results: [[AcceptanceResult]] = []
    /// Keys that this round stores, so that the second of two equal ones is a duplicate too.
    private var keys: [IdempotencyKey: IdempotencyRecord] = [:]
    private var refreshed = false
    private var goodKeys: Set<PublishableKey.ID> = []

    /// - Parameter lifetime: after which an idempotency key may be used anew.
    init(connection: any SQLConnection, fence: NodeFence, lifetime: Duration) {
        self.connection = connection
        self.fence = fence
        self.lifetime = lifetime
    }

    /// Finds out which keys are good, before acceptances that name them are added. An emitter who sends after a revocation was
    /// answered is in a round that begins later.
    mutating func look(atKeysOf acceptances: some Sequence<Acceptance>) throws {
        let keys = Array(Set(acceptances.lazy.compactMap(\.publishableKey)))
        let found = try connection.firstOfEach(
            "SELECT 1 FROM publishable_keys WHERE id = ? AND revoked_at IS NULL", keys.map { [.id($0)] }) { _ in true }
        for (key, isGood) in zip(keys, found) where isGood != nil { goodKeys.insert(key) }
    }

    /// Adds the acceptances of one call.
    mutating func add(
        _ acceptances: [Acceptance], covering: IdempotencyRecord?, versions: inout RoutingVersions
    ) throws {
        if !refreshed {
            try versions.refresh(connection)
            refreshed = true
        }
        guard let covering else {
            results.append(try acceptances.map { try addAlone($0, &versions) })
            return
        }
        if let first = try existing(covering) {
            results.append(acceptances.map { _ in .duplicate(first) })
            return
        }
        let refusals = try acceptances.map { try refusal(of: $0, &versions) }
        if let refusal = refusals.lazy.compactMap({ $0 }).first {
            results.append(acceptances.map { _ in refusal })
            return
        }
        store(covering)
        for acceptance in acceptances { try store(acceptance) }
        results.append(acceptances.map { _ in .accepted })
    }

    /// Writes all that was added, and leaves it to the caller to write what it counts.
    ///
    /// - Returns: the results, by call.
    func finish(counting counts: inout RoundCounts) throws -> [[AcceptanceResult]] {
        try rows.write(to: connection, lifetime: lifetime)
        for event in accepted where !event.isTest {
            counts.rollups.add(1, .events, workspace: event.workspace, at: event.createdAt, code: event.progress.status.rawValue)
        }
        return results
    }

    private mutating func addAlone(_ acceptance: Acceptance, _ versions: inout RoutingVersions) throws -> AcceptanceResult {
        if let record = acceptance.idempotency, let first = try existing(record) { return .duplicate(first) }
        if let refusal = try refusal(of: acceptance, &versions) { return refusal }
        if let record = acceptance.idempotency { store(record) }
        try store(acceptance)
        return .accepted
    }

    private func refusal(of acceptance: Acceptance, _ versions: inout RoutingVersions) throws -> AcceptanceResult? {
        guard let version = try versions.version(of: acceptance.event.workspace, connection) else {
            return .failed(MeshesError.notFound("Workspace"))
        }
        guard version == acceptance.routingVersion else { return .routingChanged }
        if let key = acceptance.publishableKey, !goodKeys.contains(key) { return .failed(MeshesError.badPublishableKey) }
        return try fence.isAlive(acceptance.deliveries.lazy.compactMap(\.holder).first) ? nil : .nodeEnded
    }

    private func existing(_ record: IdempotencyRecord) throws -> IdempotencyRecord? {
        if let first = keys[IdempotencyKey(record)] { return first }
        let first = try IdempotencyRecord.find(record.workspace, record.key, on: connection)
        return first.flatMap { record.createdAt - $0.createdAt < lifetime ? $0 : nil }
    }

    private mutating func store(_ record: IdempotencyRecord) {
        keys[IdempotencyKey(record)] = record
        rows.add(record)
    }

    private mutating func store(_ acceptance: Acceptance) throws {
        rows.add(acceptance)
        let event = acceptance.event
        accepted.append(event)
        try CatalogEntry.register(
            acceptance.catalogKeys, organization: event.organization, workspace: event.workspace, createdBy: event.createdBy,
            at: event.createdAt, on: connection)
    }
}
