import Foundation

/// The directory that holds everything of an installation. One process at a time may work in it.
struct DataDirectory: Sendable {
    let path: String

    var storePath: String { path + "/meshes.sqlite" }

    /// Makes the directory, readable by its owner only, when it is missing.
    static func prepare(_ path: String) throws -> DataDirectory {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure("The data directory \(path) cannot be made: \(error.localizedDescription)")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw CommandFailure("The data directory \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        return DataDirectory(path: path)
    }

    /// Claims the directory until the lock is released or the process ends, however it ends.
    func lock() throws -> DataLock {
        try lock("lock", refusal: "Another meshes process works in \(path); stop it first.")
    }

    /// Claims the right to change the directory's encryption keys, also while a server works in it.
    func lockKeys() throws -> DataLock {
        try lock("keys.lock", refusal: "Another meshes process changes the keys in \(path); let it finish.")
    }

    private func lock(_ name: String, refusal: String) throws -> DataLock {
        let file = open(path + "/" + name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw CommandFailure("\(path)/\(name) cannot be opened: \(String(cString: strerror(errno))).") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0, ftruncate(file, 0) == 0 else {
            close(file)
            throw CommandFailure(refusal)
        }
        return DataLock(file: file)
    }

    /// What the process that holds the directory's lock has noted in it; nil when there is no such process.
    func note() throws -> String? {
        let file = open(path + "/lock", O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: DataLock.noteLimit)
        let count = pread(file, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}

/// A claim on a data directory.
struct DataLock: Sendable {
    /// Bytes of the longest note.
    fileprivate static let noteLimit = 1000

    fileprivate let file: Int32

    /// Lets others read a text of at most a thousand bytes as long as the lock is held.
    func note(_ text: String) throws {
        let bytes = Array(text.utf8.prefix(Self.noteLimit))
        guard pwrite(file, bytes, bytes.count, 0) == bytes.count else {
            throw CommandFailure("The lock of the data directory cannot be written: \(String(cString: strerror(errno))).")
        }
    }

    func release() { close(file) }
}
