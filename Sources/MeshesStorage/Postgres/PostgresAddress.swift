import CLibPQ
public import MeshesModel

/// Where a PostgreSQL database is: a connection URL as libpq reads it, with its TLS settings
/// (`postgres://user:password@host:5432/meshes?sslmode=verify-full`). Holds the password, so that it cannot be printed.
public struct PostgresAddress: Sendable {
    /// Why a text is no connection URL. Never holds any of it.
    public struct Malformed: Error, Hashable, Sendable {}

    let url: Secret
    /// Host, port and database, for people; without user, password and settings.
    public let place: String

    /// - Throws: `Malformed` for anything but a URL that begins with `postgres://` or `postgresql://`.
    public init(_ url: Secret) throws(Malformed) {
        let text = url.reveal()
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), let parts = Self.parts(of: text) else {
            throw Malformed()
        }
        self.url = url
        let hosts = (parts["host"] ?? parts["hostaddr"] ?? "localhost").split(separator: ",")
        let ports = (parts["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let places = hosts.enumerated().map { index, host in
            index < ports.count && !ports[index].isEmpty ? "\(host):\(ports[index])" : "\(host)"
        }
        place = places.joined(separator: ",") + "/" + (parts["dbname"] ?? "")
    }

    /// What stands in the URL, by the names of libpq's parameters.
    private static func parts(of url: String) -> [String: String]? {
        guard let options = PQconninfoParse(url, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return parts
    }
}
