import MeshesModel

/// What a mapping makes of a payload, field by field.
struct MappingPreviewReply: Encodable, Sendable {
    struct Field: Encodable, Sendable {
        var dest: String
        var value: JSONValue?
        var state: String
        var message: String?
    }

    /// Whether a delivery could be made.
    var ok: Bool
    var fields: [Field]
    /// What is wrong with the schema; then there are no fields.
    var errors: [ParameterIssue]

    init(_ issues: [ParameterIssue]) {
        (ok, fields, errors) = (false, [], issues)
    }

    init(_ mapped: MappedFields) {
        ok = mapped.failure == nil
        fields = mapped.results.map {
            Field(dest: $0.destination, value: $0.value, state: $0.state.rawValue, message: $0.message)
        }
        errors = []
    }
}
