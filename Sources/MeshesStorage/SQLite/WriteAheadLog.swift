import Foundation
import Synchronization

/// SQLite's write-ahead log as a file that can be synced. SQLite keeps the same file for as long as a connection is open.
final class WriteAheadLog: Sendable {
    private let path: String
    /// Opened when it is first synced: SQLite makes the file. Locks lie on the database and its index, never on this file, so
    /// that opening and closing it takes none away.
    private let descriptor = Mutex<Int32?>(nil)

    init(path: String) {
        self.path = path
    }

    /// - Throws: `DatabaseFailure` when the disk fails.
    func sync() throws {
        let file = try descriptor.withLock { descriptor in
            if let descriptor { return descriptor }
            let opened = open(path, O_RDWR | O_CLOEXEC)
            guard opened >= 0 else { throw Self.failure("open", path) }
            descriptor = opened
            try Self.syncFolder(of: path)
            return opened
        }
        #if canImport(Darwin)
            let result = fcntl(file, F_FULLFSYNC)
        #else
            let result = fdatasync(file)
        #endif
        guard result == 0 else { throw Self.failure("sync", path) }
    }

    /// Without it, a power cut could leave the synced file without its name.
    private static func syncFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        let opened = open(folder, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw failure("open", folder) }
        defer { _ = Foundation.close(opened) }
        guard fsync(opened) == 0 else { throw failure("sync", folder) }
    }

    /// Not while a sync runs.
    func close() {
        descriptor.withLock { descriptor in
            if let descriptor { _ = Foundation.close(descriptor) }
            descriptor = nil
        }
    }

    private static func failure(_ action: String, _ path: String) -> DatabaseFailure {
        DatabaseFailure(.unavailable, "cannot \(action) \(path): \(String(cString: strerror(errno)))")
    }
}
