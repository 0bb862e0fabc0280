import Foundation
import GRDB

/// A copy of a store on SQLite that is whole, also while a server writes to it: one snapshot, which holds nobody up.
public enum SQLiteBackup {
    /// Copies the store at `source` to a new file at `target`, which nobody but its owner may read. The file has that name
    /// only once it is complete, checked and on the disk.
    ///
    /// - Returns: its size in bytes.
    /// - Throws: `BackupFailure` for files that are not as they should be, `DatabaseFailure` when the disk fails or is full.
    @discardableResult
    public static func copy(_ source: String, to target: String) throws -> Int {
        let files = FileManager.default
        guard files.fileExists(atPath: source) else { throw BackupFailure.noStore(source) }
        guard !files.fileExists(atPath: target) else { throw BackupFailure.targetExists(target) }
        // A name of its own: what a backup that was killed has left behind, or another one writes now, is never touched.
        let part = "\(target).\(UUID().uuidString.prefix(8).lowercased()).part"
        let file = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BackupFailure.cannotWrite(part, String(cString: strerror(errno))) }
        defer { close(file) }
        do {
            try fill(part, from: source)
            guard fsync(file) == 0 else { throw BackupFailure.cannotWrite(part, String(cString: strerror(errno))) }
            // Unlike a rename, a link never takes the place of a file that somebody else has made meanwhile.
            guard link(part, target) == 0 else { throw BackupFailure.cannotWrite(target, String(cString: strerror(errno))) }
            unlink(part)
        } catch {
            unlink(part)
            throw error
        }
        try syncDirectory(of: target)
        return try files.attributesOfItem(atPath: target)[.size] as? Int ?? 0
    }

    private static func fill(_ part: String, from source: String) throws {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let store = try DatabaseQueue(path: source, configuration: configuration)
            guard try store.read({ try $0.tableExists("schema_steps") }) else { throw BackupFailure.noStore(source) }
            let copy = try DatabaseQueue(path: part)
            // All pages in one step: a copy in several would begin anew whenever the server writes.
            try store.backup(to: copy)
            let problems = try copy.read { try String.fetchAll($0, sql: "PRAGMA quick_check(5)") }
            guard problems == ["ok"] else { throw BackupFailure.damaged(source, problems.joined(separator: "; ")) }
            // A file by itself, without a log beside it.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
            try store.close()
        } catch let error as DatabaseError {
            throw DatabaseFailure(error)
        }
    }

    private static func syncDirectory(of path: String) throws {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let file = open(directory, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw BackupFailure.cannotWrite(directory, String(cString: strerror(errno))) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw BackupFailure.cannotWrite(directory, String(cString: strerror(errno))) }
    }
}

/// Why there is no backup.
public enum BackupFailure: Error, CustomStringConvertible {
    case noStore(String)
    case targetExists(String)
    case cannotWrite(String, String)
    /// The store itself does not pass SQLite's check.
    case damaged(String, String)

    public var description: String {
        switch self {
        case .noStore(let path): "There is no store at \(path)."
        case .targetExists(let path): "\(path) exists already; name another file."
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)."
        case .damaged(let path, let problems): "\(path) is damaged, so nothing was kept of it: \(problems)."
        }
    }
}
