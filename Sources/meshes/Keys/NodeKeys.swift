import MeshesStorage

/// What the servers that share a database say of their encryption keys.
struct NodeKeys {
    let nodes: [NodeRecord]

    /// - Throws: `CommandFailure` unless each of them encrypts with the newest key of this command.
    func requireFirst(of keys: KeyRing) throws {
        guard let newest = keys.ids.first else { return }
        let others = nodes.filter { $0.keys?.first != newest }
        guard !others.isEmpty else { return }
        throw CommandFailure(
            """
            \(others.map { Self.sentence($0, newest) }.joined(separator: " ")) Give \(newest) to every server behind the old key, \
            then put it first everywhere, then run this again. A change of a key file is seen here after some seconds.
            """)
    }

    private static func sentence(_ node: NodeRecord, _ newest: String) -> String {
        let name = "Server \(node.number) on \(node.description.host)"
        guard let keys = node.keys, let first = keys.first else {
            return "\(name) does not say which keys it has: it is of version \(node.description.version)."
        }
        return keys.contains(newest) ? "\(name) still encrypts with \(first)." : "\(name) does not know the key \(newest)."
    }
}
