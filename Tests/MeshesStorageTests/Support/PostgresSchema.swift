import Foundation
import MeshesModel

@testable import MeshesStorage

/// A schema of its own on the server that the tests run on.
struct PostgresSchema: Sendable {
    struct NoServer: Error, CustomStringConvertible {
        let description = "TEST_DATABASE_URL is not set: run the tests with make test, or with scripts/with-postgres.sh swift test"
    }

    let name: String
    let address: PostgresAddress

    static func make() throws -> PostgresSchema {
        guard let url = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] else { throw NoServer() }
        let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        try PostgresSession.open(PostgresAddress(Secret(url)), for: .reading).simple("CREATE SCHEMA \(name)") { _ in }
        let separator = url.contains("?") ? "&" : "?"
        return PostgresSchema(
            name: name, address: try PostgresAddress(Secret("\(url)\(separator)options=-csearch_path%3D\(name)")))
    }

    /// The files of its tables, as they lie on the disk.
    func bytes() throws -> Data {
        let session = try PostgresSession.open(address, for: .reading)
        try session.simple("CHECKPOINT") { _ in }
        let files = try session.simple(
            """
            WITH tables AS (SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace = '\(name)'::regnamespace AND relkind = 'r')
            SELECT current_setting('data_directory') || '/' || pg_relation_filepath(file) FROM
            (SELECT oid FROM tables UNION SELECT reltoastrelid FROM tables WHERE reltoastrelid <> 0) AS files (file)
            """
        ) { result in (0..<result.rows).map { result.row($0).text(0) } }
        return try files.reduce(into: Data()) { $0.append(try Data(contentsOf: URL(filePath: $1))) }
    }
}
