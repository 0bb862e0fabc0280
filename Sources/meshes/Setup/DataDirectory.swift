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
        let file = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw CommandFailure("\(path)/lock cannot be opened: \(String(cString: strerror(errno))).") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw CommandFailure("Another meshes process works in \(path); stop it first.")
        }
        return DataLock(file: file)
    }
}

/// A claim on a data directory.
struct DataLock: Sendable {
    fileprivate let file: Int32

    func release() { close(file) }
}
