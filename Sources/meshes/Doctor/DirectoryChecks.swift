import Foundation
import MeshesStorage

/// The data directory and what lies in it.
struct DirectoryChecks {
    let settings: Settings

    var all: [Check] { [directory, keyFile, credentials, disk] }

    private var path: String { settings.data }

    private var directory: Check {
        let name = "data directory"
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            return .warning(name, "\(path) does not exist yet; serve or setup will make it")
        }
        guard isDirectory.boolValue else { return .bad(name, "\(path) is not a directory") }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { return .bad(name, "\(path) cannot be written by this user") }
        return .good(name, path)
    }

    private var keyFile: Check {
        let name = "key file"
        if settings.encryptionKey != nil { return .good(name, "not used: \(SettingTable.encryptionKey.environmentName) is set") }
        let file = KeyFile(inDirectory: path).path
        guard let mode = Self.mode(of: file) else { return .warning(name, "\(file) does not exist yet; it is made at first start") }
        guard mode & 0o077 == 0 else { return .bad(name, "others may read \(file); run: chmod 600 \(file)") }
        return .good(name, "\(file), readable by its owner only; keep a copy apart from the store's backups")
    }

    private var credentials: Check {
        let name = "credentials.json"
        let file = CredentialsFile.path(in: path)
        guard let mode = Self.mode(of: file) else { return .good(name, "not kept") }
        guard mode & 0o077 == 0 else { return .bad(name, "others may read \(file); run: chmod 600 \(file)") }
        return .good(name, "\(file), readable by its owner only")
    }

    private var disk: Check {
        let name = "free disk"
        var place = path
        while !FileManager.default.fileExists(atPath: place), !place.isEmpty, place != "/", place != "." {
            place = (place as NSString).deletingLastPathComponent
        }
        var status = statvfs()
        guard statvfs(place.isEmpty ? "." : place, &status) == 0 else {
            return .warning(name, "unknown: \(String(cString: strerror(errno)))")
        }
        let megabytes = Int((UInt64(status.f_bavail) * UInt64(status.f_frsize)) >> 20)
        let text = megabytes >= 10_240 ? "\(megabytes / 1024) GiB" : "\(megabytes) MiB"
        if megabytes < 100 { return .bad(name, "\(text): too little to accept events") }
        return megabytes < 1024 ? .warning(name, "\(text): little") : .good(name, text)
    }

    private static func mode(of file: String) -> mode_t? {
        var status = stat()
        return stat(file, &status) == 0 ? status.st_mode : nil
    }
}
