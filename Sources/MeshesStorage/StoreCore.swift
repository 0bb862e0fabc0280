import MeshesModel

/// What all repositories share.
struct StoreCore: Sendable {
    let database: any Database
    let dialect: SQLDialect
    let committer: Committer
    /// Nil where tables are kept whole.
    let partitions: PartitionUpkeep?
    let ids: IdentifierSource
    let time: any TimeSource
    let keys: KeyRing
    let idempotencyLifetime: Duration

    var clock: StoreClock { StoreClock(time: time) }
}
