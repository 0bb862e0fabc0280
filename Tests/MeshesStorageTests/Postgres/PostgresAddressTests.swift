import MeshesModel
import Testing

@testable import MeshesStorage

@Suite struct PostgresAddressTests {
    @Test(arguments: [
        ("postgres://u:secret@db.example.com:5433/meshes?sslmode=verify-full", "db.example.com:5433/meshes"),
        ("postgresql://db/meshes", "db/meshes"), ("postgres:///meshes?host=/run/postgresql", "/run/postgresql/meshes"),
        ("postgres://a,b/meshes", "a,b/meshes"),
    ])
    func thePlaceIsShownWithoutThePassword(_ url: String, place: String) throws {
        let address = try PostgresAddress(Secret(url))
        #expect(address.place == place)
        #expect(!"\(address)".contains("secret"))
    }

    @Test(arguments: ["", "meshes", "mysql://u:secret@db/meshes", "postgres://u:secret@db/meshes?nonsense=1", "host=db password=secret"])
    func anythingElseIsRefused(_ url: String) {
        let error = #expect(throws: PostgresAddress.Malformed.self) { try PostgresAddress(Secret(url)) }
        #expect(!"\(String(describing: error))".contains("secret"))
    }

    @Test(arguments: [
        ("SELECT 1", "SELECT 1"), ("a = ? AND b IN (?, ?)", "a = $1 AND b IN ($2, $3)"), ("a = '?' AND \"?\" = ?", "a = '?' AND \"?\" = $1"),
        ("a = 'it''s ?' AND b = ?", "a = 'it''s ?' AND b = $1"),
    ])
    func placeholdersAreNumbered(_ sql: String, numbered: String) {
        #expect(PostgresStatement.numbered(sql) == numbered)
    }

    @Test(arguments: [
        ("53100", DatabaseFailure.Kind.unavailable), ("25006", .unavailable), ("57P01", .unavailable), ("08006", .unavailable), ("", .unavailable),
        ("58030", .unavailable), ("23505", .constraint), ("22021", .constraint), ("40P01", .conflict), ("40001", .conflict), ("55P03", .busy), ("57014", .busy),
        ("42P01", .other),
    ])
    func statesOfTheServerAreToldApart(_ state: String, kind: DatabaseFailure.Kind) {
        #expect(DatabaseFailure.kind(ofState: state) == kind)
    }
}
