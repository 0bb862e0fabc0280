import Crypto
import MeshesModel

/// Which list with which filters a cursor belongs to.
struct ListKey {
    private let hash: [UInt8]

    /// - Parameters:
    ///   - list: the list's name.
    ///   - access: whose list it is; organisation and workspace count, the credential does not.
    ///   - filters: in an order of the list's own.
    init(_ list: String, _ access: Access, _ filters: [String?] = []) {
        let parts = [list, access.organization.description, access.workspace?.description] + filters
        var text = ""
        for part in parts { text += part.map { "\($0.utf8.count):\($0)" } ?? "-" }
        hash = Array(SHA256.hash(data: Array(text.utf8)).prefix(8))
    }

    /// The cursor behind a record.
    func cursor<Entity>(after id: Identifier<Entity>) -> Cursor {
        Cursor(Base64URL.encode(hash + id.bytes))
    }

    /// The id a page begins behind; later than all ids for the first page.
    ///
    /// - Throws: 400 for a cursor of another list.
    func position<Entity>(of page: PageRequest, _: Entity.Type = Entity.self) throws -> Identifier<Entity> {
        guard let cursor = page.after else { return Identifier(high: .max, low: .max) }
        guard let bytes = Base64URL.decode(cursor.text), bytes.count == 24, Array(bytes.prefix(8)) == hash,
            let id = Identifier<Entity>(bytes: bytes.suffix(16))
        else { throw MeshesError.badRequest("cursor", "is not a cursor of this list with these filters") }
        return id
    }

    /// Makes a page of what was read with one record more than the limit.
    func page<Record, Entity>(
        _ records: [Record], _ request: PageRequest, id: (Record) -> Identifier<Entity>
    ) -> Page<Record> {
        guard records.count > request.limit, request.limit > 0 else {
            return Page(records: records, limit: request.limit, next: nil)
        }
        let shown = Array(records.prefix(request.limit))
        return Page(records: shown, limit: request.limit, next: shown.last.map { cursor(after: id($0)) })
    }
}
