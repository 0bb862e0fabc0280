import Foundation
public import MeshesModel

/// The file of a data directory that holds its encryption keys in base64, one a line. The first one seals.
public struct KeyFile: Sendable {
    public static let name = "encryption.key"

    public let path: String

    public init(inDirectory directory: String) {
        path = directory + "/" + Self.name
    }

    /// Tells one content of the file from the next.
    struct Stamp: Equatable {
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int
        var size: Int64
    }

    /// When the file was last changed: what the first key sealed or signed is not older. Nil while it cannot be looked at.
    public var changedAt: Timestamp? {
        status().map { Timestamp(milliseconds: Int64($0.st_mtim.tv_sec) * 1000 + Int64($0.st_mtim.tv_nsec) / 1_000_000) }
    }

    /// Nil while the file cannot be looked at.
    func stamp() -> Stamp? {
        status().map {
            Stamp(inode: UInt64($0.st_ino), seconds: $0.st_mtim.tv_sec, nanoseconds: $0.st_mtim.tv_nsec, size: Int64($0.st_size))
        }
    }

    /// The file has its name only when it is whole, also when the program is killed meanwhile.
    func makeIfMissing() throws {
        guard status() == nil else { return }
        let new = path + ".\(UInt64.random(in: .min ... .max))"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno))) }
        try Self.write(Self.newKey() + "\n", to: descriptor, new)
        defer { unlink(new) }
        guard link(new, path) == 0 || errno == EEXIST else {
            throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        try syncDirectory()
    }

    /// - Throws: `EncryptionKeyError` when the file holds something else than keys or others may read it.
    func read() throws -> KeyRing.Keys { try KeyRing.Keys(text()) }

    /// Puts a new key ahead of those that are there: from now on it seals. The file is replaced as a whole and is on disk when
    /// this returns, with its owner unchanged.
    ///
    /// - Returns: the id of the new key.
    public func addKey() throws -> String {
        let key = Self.newKey()
        try replace(with: [key] + lines().map { String($0) })
        return try EncryptionKey(base64: key).id
    }

    /// Takes keys out of the file. The first one stays in any case.
    public func remove(_ ids: Set<String>) throws {
        let present = try lines()
        let kept = try present.dropFirst().filter { !ids.contains(try EncryptionKey(base64: $0).id) }
        try replace(with: (present.prefix(1) + kept).map { String($0) })
    }

    private func lines() throws -> [Substring] {
        let content = try text()
        _ = try KeyRing.Keys(content)
        return content.split(whereSeparator: { $0 == "," || $0.isWhitespace })
    }

    private func text() throws -> String {
        guard let found = status(), let text = FileManager.default.contents(atPath: path) else {
            throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard found.st_mode & 0o077 == 0 else { throw EncryptionKeyError.openToOthers(path: path) }
        guard text.contains(where: { !Character(Unicode.Scalar($0)).isWhitespace }) else { throw EncryptionKeyError.empty(path: path) }
        return String(decoding: text, as: UTF8.self)
    }

    private func replace(with lines: [String]) throws {
        let new = path + ".new"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw EncryptionKeyError.unreadable(path: new, reason: String(cString: strerror(errno))) }
        guard let old = status(), fchown(descriptor, old.st_uid, old.st_gid) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            unlink(new)
            throw EncryptionKeyError.unreadable(path: new, reason: reason)
        }
        try Self.write(lines.map { $0 + "\n" }.joined(), to: descriptor, new)
        guard rename(new, path) == 0 else { throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno))) }
        try syncDirectory()
    }

    /// The file's name is on disk before anything is sealed with what is in it.
    private func syncDirectory() throws {
        let directory = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if directory >= 0 { close(directory) } }
        guard directory >= 0, fsync(directory) == 0 else {
            throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    private func status() -> stat? {
        var found = stat()
        return stat(path, &found) == 0 ? found : nil
    }

    private static func newKey() -> String {
        Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
    }

    private static func write(_ text: String, to descriptor: Int32, _ path: String) throws {
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw EncryptionKeyError.unreadable(path: path, reason: reason)
        }
    }
}
