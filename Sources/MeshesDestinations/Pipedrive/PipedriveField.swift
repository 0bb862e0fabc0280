import MeshesModel

/// One field of an account's persons.
struct PipedriveField: Sendable {
    var code: String
    var name: String
    var type: String
    var isCustom: Bool
    var isWritable: Bool
    var options: [(id: Int64, label: String)]
    /// What else the provider says of it.
    let raw: JSONValue

    /// Nil for an element that is no field.
    init?(_ element: JSONValue) {
        guard let code = element["field_code"]?.string else { return nil }
        self.code = code
        name = element["field_name"]?.string ?? code
        type = element["field_type"]?.string ?? ""
        isCustom = element["is_custom_field"]?.bool ?? false
        isWritable = element["is_writable"]?.bool ?? true
        options = (element["options"]?.array ?? []).compactMap { option in
            guard let id = option["id"]?.integer else { return nil }
            return (id, option["label"]?.string ?? String(id))
        }
        raw = element
    }

    var isLabels: Bool { code == "label_ids" || code == "label" }

    /// A value as the API wants it: numbers for options and references, lists for sets.
    ///
    /// - Returns: nil for a value that the field cannot take.
    func value(_ value: JSONValue) -> JSONValue? {
        switch type {
        case "enum", "status", "visible_to": option(value)
        case "set": list(value)
        case "int", "double": number(value)
        case _ where Self.relations.contains(type): number(value)
        default: value
        }
    }

    private func list(_ value: JSONValue) -> JSONValue? {
        let options = (value.array ?? [value]).compactMap(option)
        return options.isEmpty ? nil : .array(options)
    }

    /// By its id, or by its label, which may be a number too.
    private func option(_ value: JSONValue) -> JSONValue? {
        let text = value.plainText
        if let id = Int64(text), options.isEmpty || options.contains(where: { $0.id == id }) { return .integer(id) }
        return options.first { $0.label.lowercased() == text.lowercased() }.map { .integer($0.id) }
    }

    private func number(_ value: JSONValue) -> JSONValue? {
        if value.double != nil { return value }
        return Int64(value.plainText).map { .integer($0) } ?? Double(value.plainText).map { .double($0) }
    }

    static let relations: Set<String> = [
        "user", "org", "people", "deal", "lead", "project", "stage", "activity", "pipeline", "product",
    ]
}
