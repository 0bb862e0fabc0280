import Foundation
import MeshesModel
import MeshesTestSupport
import Testing

/// Everything that a run has left where somebody could read it: what the API tells of it, the log, the files of the store.
struct Leftovers {
    private var texts: [(place: String, bytes: Data)] = []

    /// - Parameter hasLists: whether the connection's lists are loaded from the provider as well.
    init(
        of server: ServerFixture, _ log: RecordedLog, connection: JSONValue, events: [JSONValue], through rule: JSONValue, hasLists: Bool = true
    ) async throws {
        let connectionPath = "/api/v1/connections/\(connection["id"]?.string ?? "")"
        var paths = [connectionPath, "/api/v1/integrations", "/api/v1/connections?workspace=\(server.tenant.workspace.id)"]
        if hasLists { paths += ["/actions", "/fields", "/mappings/default"].map { connectionPath + $0 } }
        for event in events {
            let path = "/api/v1/events/\(event["id"]?.string ?? "")"
            paths.append(path)
            let attempts = path + "/rules/\(rule["id"]?.string ?? "")/attempts"
            paths.append(attempts)
            let records = try server.expect(200, try await server.send(.get, attempts))["records"]?.array ?? []
            paths += records.map { attempts + "/\($0["id"]?.string ?? "")/response-details" }
        }
        for path in paths { texts.append((path, Data(try await server.reading(path).bytes))) }
        for line in log.lines { texts.append(("log", Data("\(line.message) \(line.metadata)".utf8))) }
        for file in try FileManager.default.contentsOfDirectory(at: server.directory, includingPropertiesForKeys: nil) {
            texts.append((file.lastPathComponent, try Data(contentsOf: file)))
        }
    }

    /// What was looked through.
    var places: [String] { texts.map(\.place) }

    /// The places that hold a secret, or its form in Base64, in JSON or in a URL.
    func places(of secret: String) -> [String] {
        let forms = [
            secret, Data(secret.utf8).base64EncodedString(), secret.replacing("/", with: "\\/"),
            secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret,
        ].map { Data($0.utf8) }
        return texts.filter { text in forms.contains { text.bytes.range(of: $0) != nil } }.map(\.place)
    }
}

extension [ReceivedRequest] {
    /// What these calls have proved themselves with, with and without the name of the scheme.
    var credentials: Set<String> {
        let values = flatMap { call in ["authorization", "api-token"].compactMap { call.header($0) } }
        return Set(values + values.compactMap { $0.split(separator: " ").last.map(String.init) }).filter { !$0.isEmpty }
    }
}
