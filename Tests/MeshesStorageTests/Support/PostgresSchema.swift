import Foundation
import MeshesTestSupport

@testable import MeshesStorage

/// A schema as the tests of the store use it.
struct PostgresSchema: Sendable {
    let schema: TestSchema
    let address: PostgresAddress

    static func make() throws -> PostgresSchema {
        let schema = try TestSchema.make()
        return PostgresSchema(schema: schema, address: try schema.address)
    }

    /// The files of its tables, as they lie on the disk.
    func bytes() throws -> Data {
        let session = try PostgresSession.open(address, for: .reading)
        try session.simple("CHECKPOINT") { _ in }
        let files = try session.simple(
            """
            WITH tables AS (SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace = '\(schema.name)'::regnamespace AND relkind = 'r')
            SELECT current_setting('data_directory') || '/' || pg_relation_filepath(file) FROM
            (SELECT oid FROM tables UNION SELECT reltoastrelid FROM tables WHERE reltoastrelid <> 0) AS files (file)
            """
        ) { result in (0..<result.rows).map { result.row($0).text(0) } }
        return try files.reduce(into: Data()) { $0.append(try Data(contentsOf: URL(filePath: $1))) }
    }
}
