import MeshesModel
import Synchronization

/// The encryption keys of an installation. Each of them opens what it sealed; the first one seals.
///
/// A ring that comes from a file looks at the file before it seals, and when it meets a key that it does not know, so that a
/// running server takes up a new key by itself.
public final class KeyRing: Sendable {
    struct Keys: Sendable {
        var first: EncryptionKey
        var others: [EncryptionKey]

        var all: [EncryptionKey] { [first] + others }
    }
    private struct State {
        var keys: Keys
        var stamp: KeyFile.Stamp?
    }

    /// Nil for keys that cannot change while the program runs.
    public let file: KeyFile?
    private let state: Mutex<State>

    public init(_ first: EncryptionKey, _ others: [EncryptionKey] = []) {
        file = nil
        state = Mutex(State(keys: Keys(first: first, others: others), stamp: nil))
    }

    /// - Parameter text: keys in base64, apart by commas or white space.
    /// - Throws: `EncryptionKeyError.notAKey`.
    public init(text: String) throws {
        file = nil
        state = Mutex(State(keys: try Keys(text), stamp: nil))
    }

    /// Reads the file, or makes it (mode 0600) with one key when there is none.
    ///
    /// - Throws: `EncryptionKeyError` when the file holds something else or others may read it.
    public init(file: KeyFile) throws {
        self.file = file
        // Before the keys: a file that changes in between is read again.
        try file.makeIfMissing()
        let stamp = file.stamp()
        state = Mutex(State(keys: try file.read(), stamp: stamp))
    }

    /// The ids of all keys, that of the key that seals first.
    public var ids: [String] { all.map(\.id) }

    /// The same, after a look whether the file has changed.
    var followedIDs: [String] {
        follow()
        return ids
    }

    var all: [EncryptionKey] { state.withLock { $0.keys.all } }

    /// The key that seals from now on.
    var first: EncryptionKey {
        follow()
        return state.withLock { $0.keys.first }
    }

    /// - Throws: `EncryptionKeyError.unknownKey`.
    func key(_ id: String) throws -> EncryptionKey {
        if let known = all.first(where: { $0.id == id }) { return known }
        follow()
        guard let new = all.first(where: { $0.id == id }) else { throw EncryptionKeyError.unknownKey(storedUnder: id) }
        return new
    }

    func seal<Entity>(_ secret: Secret, for owner: Identifier<Entity>) throws -> [UInt8] {
        try first.seal(secret, for: owner.bytes)
    }

    /// - Throws: `EncryptionKeyError.unknownKey`, `.damaged`.
    func open<Entity>(_ sealed: [UInt8], for owner: Identifier<Entity>) throws -> Secret {
        guard let value = SealedValue(sealed) else { throw EncryptionKeyError.damaged(storedUnder: "unknown") }
        return try key(value.keyID).open(value, for: owner.bytes)
    }

    /// Reads the file again when it has changed. A file that cannot be used leaves the keys as they are: what they sealed can
    /// still be read.
    private func follow() {
        guard let file else { return }
        state.withLock { state in
            guard let stamp = file.stamp(), stamp != state.stamp, let keys = try? file.read() else { return }
            state = State(keys: keys, stamp: stamp)
        }
    }
}

extension KeyRing.Keys {
    /// - Parameter text: keys in base64, apart by commas or white space. A key that comes twice counts once.
    /// - Throws: `EncryptionKeyError.notAKey`, also when there is none.
    init(_ text: String) throws {
        var keys: [EncryptionKey] = []
        for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            let key = try EncryptionKey(base64: word)
            if !keys.contains(where: { $0.id == key.id }) { keys.append(key) }
        }
        guard let first = keys.first else { throw EncryptionKeyError.notAKey }
        self.init(first: first, others: Array(keys.dropFirst()))
    }
}
