public import Logging
public import MeshesDestinations
public import MeshesModel
public import MeshesStorage

/// Leases of people in the store that the nodes share. A node that delivers alone takes none.
public struct StoredPersonLeases: PersonLeases {
    private let store: Store
    private let share: NodeShare
    private let logger: Logger

    /// - Parameter share: how many nodes deliver now.
    public init(store: Store, share: NodeShare, logger: Logger) {
        self.store = store
        self.share = share
        self.logger = logger
    }

    public var areNeeded: Bool { store.isShared && share.count(.dispatch) > 1 }

    public func take(
        _ person: String, of connection: Connection.ID, until end: Timestamp, waitingUntil deadline: Timestamp
    ) async throws -> Bool {
        while true {
            let now = store.time.now()
            do {
                if try await store.personLeases.take(person, of: connection, until: end, now: now) { return true }
            } catch {
                logger.error("taking the lease of a person failed", metadata: ["connection": "\(connection)", "error": "\(error)"])
                throw error
            }
            guard now < deadline else { return false }
            try await store.time.sleep(for: .milliseconds(store.ids.random(in: 100...200)))
        }
    }

    public func giveBack(_ person: String, of connection: Connection.ID, until end: Timestamp) async {
        do {
            try await store.personLeases.giveBack(person, of: connection, until: end)
        } catch {
            logger.error("giving back the lease of a person failed", metadata: ["connection": "\(connection)", "error": "\(error)"])
        }
    }
}
