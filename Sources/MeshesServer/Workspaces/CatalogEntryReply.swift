import MeshesModel

struct CatalogEntryReply: Encodable, Sendable {
    var id: CatalogEntry.ID
    var key: String
    var label: String
    @ExplicitNull var description: String?
    var active: Bool
    @ExplicitNull var createdBy: String?
    var createdAt: Timestamp
    var updatedAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case id, key, label, description, active
        case createdBy = "created_by"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    init(_ entry: CatalogEntry) {
        id = entry.id
        key = entry.key
        label = entry.label
        _description = ExplicitNull(wrappedValue: entry.description)
        active = entry.active
        _createdBy = ExplicitNull(wrappedValue: entry.createdBy)
        createdAt = entry.createdAt
        updatedAt = entry.updatedAt
    }
}
