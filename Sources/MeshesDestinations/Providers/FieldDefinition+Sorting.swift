import MeshesModel

extension [FieldDefinition] {
    /// By label without regard to case, then by key: the order of every catalogue.
    var sortedByLabel: [FieldDefinition] {
        sorted { (($0.label ?? $0.key).lowercased(), $0.key) < (($1.label ?? $1.key).lowercased(), $1.key) }
    }
}
