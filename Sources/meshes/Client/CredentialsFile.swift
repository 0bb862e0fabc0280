import Foundation
import Logging

/// `credentials.json` in the data directory, readable by its owner only: lets the client commands on the server's own
/// machine work without further flags.
enum CredentialsFile {
    static func path(in data: String) -> String { data + "/credentials.json" }

    /// Nil when there is none.
    static func read(in data: String) throws -> Credentials? {
        let path = path(in: data)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(Credentials.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure("\(path) cannot be read: \(error.localizedDescription)")
        }
    }

    /// Written beside and moved into place, so that it is never there half or with a wider mode.
    static func write(_ credentials: Credentials, in data: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let path = path(in: data)
        let beside = path + ".new"
        try? FileManager.default.removeItem(atPath: beside)
        guard FileManager.default.createFile(
            atPath: beside, contents: try encoder.encode(credentials), attributes: [.posixPermissions: 0o600]),
            rename(beside, path) == 0
        else {
            throw CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }

    /// Notes where the server listens now, if the file is there.
    static func renew(url: String, in data: String, logger: Logger) {
        do {
            guard var credentials = try read(in: data), credentials.url != url else { return }
            credentials.url = url
            try write(credentials, in: data)
        } catch {
            logger.warning("credentials.json could not be brought up to date", metadata: ["error": "\(error)"])
        }
    }
}
