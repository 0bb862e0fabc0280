import MeshesDelivery
public import MeshesModel
import MeshesStorage

extension ServerFixture {
    /// Waits until no attempt runs and none can start.
    public func untilQuiet() async throws {
        try await until("all is quiet") {
            let engine = services.engine.snapshot()
            return engine.inFlight == 0 && engine.waitingInMemory == 0
        }
    }

    /// Moves the clock on until all attempts that fell due have been made.
    public func untilNothingIsDue() async throws {
        try await until("nothing is due") {
            time.advance(by: .milliseconds(200))
            for _ in 0..<20 { await Task.yield() }
            // What a node holds is under way.
            let now = time.now().milliseconds
            let busy = try await store.database.read { connection in
                try connection.first(
                    """
                    SELECT COUNT(*) FROM queue WHERE holder IS NOT NULL OR available_at <= ? OR available_at = ?
                    """, [.integer(now), .time(.never)]
                ) { $0.int(0) }
            }
            return busy == 0
        }
    }

    /// All records of a list, page by page.
    public func all(_ path: String) async throws -> [JSONValue] {
        var records: [JSONValue] = []
        var cursor: String?
        repeat {
            let page = try expect(
                200, try await send(.get, path + (path.contains("?") ? "&" : "?") + "limit=200" + (cursor.map { "&cursor=" + $0 } ?? "")))
            records += page["records"]?.array ?? []
            cursor = page["next_cursor"]?.string
        } while cursor != nil
        return records
    }

    /// The path of the tenant's workspace.
    public var workspacePath: String { "/api/v1/workspaces/\(tenant.workspace.id)" }
}
