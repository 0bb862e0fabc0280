/// Tells, within one transaction, whether the nodes in whose name it writes still live.
///
/// The row of a node that lives stays locked against its end until the commit, so that what a node has recorded, claimed or
/// accepted is there for whoever takes over from it, and nothing of it comes later. SQLite has one node.
final class NodeFence {
    private let connection: any SQLConnection
    private var known: [Int: Bool] = [:]

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// - Parameter node: nil for what is written in nobody's name.
    func isAlive(_ node: Int?) throws -> Bool {
        guard let node, connection.dialect == .postgres else { return true }
        if let alive = known[node] { return alive }
        let alive = try connection.first(
            "SELECT 1 FROM nodes WHERE number = ? AND ended_at IS NULL FOR SHARE", [.int(node)]) { _ in true } ?? false
        known[node] = alive
        return alive
    }
}
