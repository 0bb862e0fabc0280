import Dispatch
public import MeshesModel

/// Everything that is kept: one repository an aggregate, over one database.
public struct Store: Sendable {
    public let database: any Database
    public let ids: IdentifierSource
    public let time: any TimeSource
    /// Between the nodes that share the store; nil where there can be no others. Not started.
    public let notices: (any NoticeBus)?

    public let organizations: OrganizationRepository
    public let machineKeys: MachineKeyRepository
    public let workspaces: WorkspaceRepository
    public let sessions: SessionRepository
    public let catalog: CatalogRepository
    public let connections: ConnectionRepository
    public let grants: GrantRepository
    public let oauthSetups: OAuthSetupRepository
    public let mappings: MappingRepository
    public let rules: RuleRepository
    public let events: EventRepository
    public let deliveries: DeliveryRepository
    public let attempts: AttemptRepository
    public let routing: RoutingRepository
    public let acceptance: AcceptanceRepository
    public let queue: QueueRepository
    public let idempotency: IdempotencyRepository
    public let activity: ActivityRepository
    public let dashboards: DashboardRepository
    public let retention: RetentionRepository
    public let sealedValues: SealedValueRepository
    public let nodes: NodeRepository
    public let personLeases: PersonLeaseRepository

    init(core: StoreCore, notices: (any NoticeBus)? = nil) {
        self.notices = notices
        database = core.database
        ids = core.ids
        time = core.time
        organizations = OrganizationRepository(core: core)
        machineKeys = MachineKeyRepository(core: core)
        workspaces = WorkspaceRepository(core: core)
        sessions = SessionRepository(core: core)
        catalog = CatalogRepository(core: core)
        connections = ConnectionRepository(core: core)
        grants = GrantRepository(core: core)
        oauthSetups = OAuthSetupRepository(core: core)
        mappings = MappingRepository(core: core)
        rules = RuleRepository(core: core)
        events = EventRepository(core: core)
        deliveries = DeliveryRepository(core: core)
        attempts = AttemptRepository(core: core)
        routing = RoutingRepository(core: core)
        acceptance = AcceptanceRepository(core: core)
        queue = QueueRepository(core: core)
        idempotency = IdempotencyRepository(core: core)
        activity = ActivityRepository(core: core)
        dashboards = DashboardRepository(core: core)
        retention = RetentionRepository(core: core)
        sealedValues = SealedValueRepository(core: core)
        nodes = NodeRepository(core: core)
        personLeases = PersonLeaseRepository(core: core)
    }

    /// Opens the SQLite file at `path`, makes it when there is none, and brings its schema up to date. Close it before the
    /// program ends: the committer has a thread of its own.
    ///
    /// - Throws: `DatabaseFailure` when the file cannot be used, `SchemaTooNew` when a newer program has written it,
    ///   `EncryptionKeyError.unknownKey` when a secret in it was encrypted with a key that is not in `keys`.
    public static func open(
        sqlite path: String, keys: KeyRing, time: any TimeSource, ids: IdentifierSource, options: StoreOptions = StoreOptions()
    ) async throws -> Store {
        let driver = try SQLiteDriver(path: path, readers: options.readers)
        return try open(driver, keys: keys, time: time, ids: ids, options: options)
    }

    /// Connects to PostgreSQL, brings the schema up to date. Any number of stores may be open on one schema. Close it before the
    /// program ends.
    ///
    /// - Parameter time: a `DatabaseTime` where others may have stores open on the schema, so that all go by one clock.
    /// - Throws: `DatabaseFailure` when the server cannot be used, `SchemaTooNew` when
    ///   a newer program has written it, `EncryptionKeyError.unknownKey` when a secret in it was encrypted with a key that is not in `keys`.
    public static func open(
        postgres address: PostgresAddress, keys: KeyRing, time: any TimeSource, ids: IdentifierSource,
        options: StoreOptions = StoreOptions()
    ) async throws -> Store {
        let silences = PostgresSilences()
        let driver = PostgresDriver(address, readers: options.readers, silences: silences)
        // Calls to libpq block: not on a thread that other tasks share.
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                let notices = PostgresNotices(address, silences: silences)
                let partitions = PartitionUpkeep(address: address, silences: silences)
                continuation.resume(with: Result {
                    try open(driver, notices: notices, partitions: partitions, keys: keys, time: time, ids: ids, options: options)
                })
            }
        }
    }

    /// Brings a driver's schema up to date, checks the keys, and puts the repositories on it.
    static func open(
        _ driver: any DatabaseDriver, notices: (any NoticeBus)? = nil, partitions: PartitionUpkeep? = nil, keys: KeyRing,
        time: any TimeSource, ids: IdentifierSource, options: StoreOptions
    ) throws -> Store {
        do {
            try Migrator().run(on: driver, time: time)
            try keys.check(on: driver)
            let now = try driver.transaction { try StoreClock(time: time).now(on: $0) }
            do {
                try driver.transaction { try Partition.makeMissing(at: now, on: $0) }
            } catch let failure as DatabaseFailure where failure.kind == .busy {
                // Another node makes them, or somebody reads: maintenance tries again long before they are needed.
            }
        } catch {
            try driver.close()
            throw error
        }
        let committer = Committer(driver: driver, options: options)
        let database = CommittingDatabase(driver: driver, committer: committer, onRefusal: options.onRefusal)
        return Store(
            core: StoreCore(
                database: database, dialect: driver.dialect, committer: committer, partitions: partitions, ids: ids, time: time, keys: keys,
                idempotencyLifetime: options.idempotencyLifetime),
            notices: notices)
    }

    /// Whether other nodes may work on the store too.
    public var isShared: Bool { notices != nil }

    /// Commits what waits and closes the database.
    public func close() async throws {
        notices?.close()
        try await database.close()
    }
}
