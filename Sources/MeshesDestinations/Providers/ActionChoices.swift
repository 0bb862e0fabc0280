import MeshesModel

/// The live lists that a rule's form offers (integrations/README 7).
enum ActionChoices {
    /// `{id, name}` of each element, sorted by name without regard to case. Ids become strings; elements without an id or a
    /// name are left out.
    ///
    /// - Parameter more: further members that are handed on where they are texts.
    static func list(
        _ elements: [JSONValue], id: String = "id", name: String = "name", more: [String] = []
    ) -> JSONValue {
        let choices = elements.compactMap { element -> (id: String, name: String, choice: JSONValue)? in
            guard let id = text(element[id]), let name = text(element[name]) else { return nil }
            var choice: JSONObject = ["id": .string(id), "name": .string(name)]
            for key in more { if let text = element[key]?.string { choice[key] = .string(text) } }
            return (id, name, .object(choice))
        }
        return .array(choices.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }.map { $0.choice })
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
