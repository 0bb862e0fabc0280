import Foundation
import MeshesModel

/// The live lists that a rule's form offers (integrations/README 7).
enum ActionChoices {
    /// `{id, name}` of each element, sorted by name without regard to case. Ids become strings; elements without an id or a
    /// name are left out.
    static func list(_ elements: [JSONValue], id: String = "id", name: String = "name") -> JSONValue {
        let choices = elements.compactMap { element -> (id: String, name: String)? in
            guard let id = text(element[id]), let name = text(element[name]) else { return nil }
            return (id, name)
        }
        return .array(
            choices.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
                .map { ["id": .string($0.id), "name": .string($0.name)] })
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
