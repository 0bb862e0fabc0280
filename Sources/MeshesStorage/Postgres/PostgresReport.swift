import CLibPQ
import Dispatch
import MeshesModel

/// A PostgreSQL server and the schema in it, as they are: looked at without changing anything.
public struct PostgresReport: Hashable, Sendable {
    /// As the server calls itself, such as `15.8`.
    public var version: String
    /// The last step of the schema; 0 when there is none yet.
    public var schema: Int
    /// The last step that this program knows.
    public var knownSchema: Int
    /// Whether the server writes what is committed to the disk. Without it 201 promises nothing over a power loss.
    public var isDurable: Bool
    /// Nodes that live.
    public var nodes: Int
    /// Workspaces that keep some of their history for another time than the server's settings say.
    public var ownRetention: Int
    /// Parts by week that tables of history lack for this week and the next two.
    public var missingPartitions: Int
}

extension PostgresAddress {
    /// Connects and looks.
    ///
    /// - Throws: `DatabaseFailure` when the server cannot be reached or used.
    public func report() async throws -> PostgresReport {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try PostgresSession.open(self, for: .reading).report() })
            }
        }
    }
}

extension PostgresSession {
    func report() throws -> PostgresReport {
        let (isDurable, hasSteps) = try simple(
            """
            SELECT (current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on')::int,
            (to_regclass('schema_steps') IS NOT NULL)::int
            """
        ) { result in (result.row(0).text(0) == "1", result.row(0).text(1) == "1") }
        let schema = hasSteps ? try simple("SELECT COALESCE(MAX(number), 0) FROM schema_steps") { Int($0.row(0).text(0)) ?? 0 } : 0
        let nodes = schema < Migration.nodes.number ? 0 : try simple(
            "SELECT COUNT(*) FROM nodes WHERE ended_at IS NULL AND expires_at > extract(epoch FROM clock_timestamp()) * 1000"
        ) { Int($0.row(0).text(0)) ?? 0 }
        let ownRetention = schema < Migration.retention.number ? 0 : try simple(
            RetentionPlan.exceptions
        ) { Int($0.row(0).text(0)) ?? 0 }
        let now = try simple("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint") { Int64($0.row(0).text(0)) ?? 0 }
        let missing = schema < Migration.partitions.number ? 0 : try Partition.missing(
            at: Timestamp(milliseconds: now), weeks: 0...2, on: PostgresConnection(self)).count
        return PostgresReport(
            version: version, schema: schema, knownSchema: Migration.newest, isDurable: isDurable, nodes: nodes,
            ownRetention: ownRetention, missingPartitions: missing)
    }
}
