import MeshesModel

/// A connection as the dashboard needs it, without its settings.
struct DashboardConnection {
    /// Connections beyond this many are not told apart.
    static let limit = 5_000

    let id: Connection.ID
    let name: String
    let type: IntegrationType
    let active: Bool
    let inactiveReason: InactiveReason?
    let inactiveDetail: String?
    let inactiveSince: Timestamp?

    /// Those within reach, the newest first.
    static func all(_ access: Access, on connection: any SQLConnection) throws -> [DashboardConnection] {
        let reach = access.connections("c")
        return try connection.query(
            """
            SELECT c.id, c.name, c.type, c.active, c.inactive_reason, c.inactive_detail, c.inactive_since FROM connections c
            WHERE \(reach.sql) ORDER BY c.id DESC LIMIT ?
            """, reach.arguments + [.int(limit)]
        ) { row in
            DashboardConnection(
                id: try row.id(0), name: row.text(1), type: try row.value(2), active: row.bool(3),
                inactiveReason: row.optionalText(4).flatMap(InactiveReason.init), inactiveDetail: row.optionalText(5),
                inactiveSince: row.optionalTime(6))
        }
    }
}
