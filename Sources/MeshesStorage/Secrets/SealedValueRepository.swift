/// The encrypted secrets of all kinds: which keys they need, and their move to the newest key.
public struct SealedValueRepository: Sendable {
    let core: StoreCore

    /// The keys at hand.
    public var keys: KeyRing { core.keys }

    /// How many secrets each key encrypted, by kind.
    public func usage() async throws -> [KeyUsage] {
        try await core.database.read { connection in try SealedKind.allCases.flatMap { try $0.usage(on: connection) } }
    }

    /// Encrypts with the newest key what another one encrypted, in short transactions beside everything else. A secret that
    /// changes meanwhile is left as its writer made it; damaged ones stay as they are.
    ///
    /// - Parameters:
    ///   - batch: how many secrets one transaction moves.
    ///   - progress: is told after each how many have been moved so far.
    /// - Throws: `EncryptionKeyError.unknownKey`; what was moved until then stays moved.
    @discardableResult
    public func reseal(batch: Int = 100, progress: @Sendable (Int) async -> Void = { _ in }) async throws -> ResealResult {
        var result = ResealResult()
        for kind in SealedKind.allCases {
            var last: [UInt8]? = []
            while let position = last {
                let keys = core.keys
                let done = try await core.database.write { connection in
                    try kind.reseal(keys, after: position, limit: batch, on: connection)
                }
                result.add(done.result)
                last = done.last
                if done.result.moved > 0 { await progress(result.moved) }
            }
        }
        return result
    }
}

extension SealedKind {
    /// - Returns: what became of the batch, and the id of the last row that was looked at; nil after the last of all.
    fileprivate func reseal(
        _ keys: KeyRing, after position: [UInt8], limit: Int, on connection: any SQLConnection
    ) throws -> (result: ResealResult, last: [UInt8]?) {
        let newest = keys.first
        let found = try connection.query(
            "SELECT id, \(column) FROM \(table) WHERE \(column) IS NOT NULL AND \(label) <> ? AND id > ? ORDER BY id LIMIT ?",
            [.blob(SealedValue.label(newest.id)), .blob(position), .int(limit)]
        ) { (owner: $0.blob(0), value: $0.blob(1)) }
        var result = ResealResult()
        var rows: [[SQLValue]] = []
        for (owner, value) in found {
            do {
                guard let sealed = SealedValue(value) else { throw EncryptionKeyError.damaged(storedUnder: "unknown") }
                let secret = try keys.key(sealed.keyID).open(sealed, for: owner)
                rows.append([.blob(try newest.seal(secret, for: owner)), .blob(owner), .blob(value)])
            } catch EncryptionKeyError.damaged {
                result.note(DamagedSecret(kind: self, id: owner))
            }
        }
        // The old value as a condition: whoever wrote in between wins.
        result.moved = try connection.executeMany("UPDATE \(table) SET \(column) = ? WHERE id = ? AND \(column) = ?", rows).reduce(0, +)
        return (result, found.count < limit ? nil : found.last?.owner)
    }
}
