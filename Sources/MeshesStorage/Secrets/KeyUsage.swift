/// How many secrets of a kind one key encrypted.
public struct KeyUsage: Hashable, Sendable {
    /// The id of the key; nil for values that are damaged.
    public var key: String?
    public var kind: SealedKind
    public var count: Int
}

extension SealedKind {
    func usage(on connection: any SQLConnection) throws -> [KeyUsage] {
        try connection.query("SELECT \(label), COUNT(*) FROM \(table) WHERE \(column) IS NOT NULL GROUP BY 1 ORDER BY 1", []) { row in
            KeyUsage(key: SealedValue.keyID(ofLabel: row.blob(0)), kind: self, count: row.int(1))
        }
    }
}
