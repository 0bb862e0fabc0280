import Foundation
import MeshesModel
public import MeshesStorage

/// A schema of its own on the PostgreSQL server that the tests run on. It goes away with the server.
public struct TestSchema: Sendable {
    public enum Failure: Error, CustomStringConvertible {
        case noServer
        case psql(Int32)

        public var description: String {
            switch self {
            case .noServer: "TEST_DATABASE_URL is not set: run the tests with make test, or with scripts/with-postgres.sh swift test"
            case .psql(let code): "psql ended with \(code) instead of making a schema"
            }
        }
    }

    public let name: String
    public let url: String

    public var address: PostgresAddress {
        get throws { try PostgresAddress(Secret(url)) }
    }

    public static func make() throws -> TestSchema {
        guard let server = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] else { throw Failure.noServer }
        let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        let psql = Process()
        psql.executableURL = URL(filePath: "/usr/bin/env")
        psql.arguments = ["psql", server, "-qc", "CREATE SCHEMA \(name)"]
        try psql.run()
        psql.waitUntilExit()
        guard psql.terminationStatus == 0 else { throw Failure.psql(psql.terminationStatus) }
        return TestSchema(name: name, url: "\(server)\(server.contains("?") ? "&" : "?")options=-csearch_path%3D\(name)")
    }
}
