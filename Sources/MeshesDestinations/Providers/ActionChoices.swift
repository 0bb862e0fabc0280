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

    /// Several live lists of an account, each asked for on its own. One that the provider refuses is null in the result.
    ///
    /// - Throws: what the first was refused with, when all were.
    static func lists(
        _ parts: KeyValuePairs<String, () async throws(MeshesError) -> JSONValue>
    ) async throws(MeshesError) -> JSONObject {
        var lists = JSONObject()
        var refusal: MeshesError?
        for (key, ask) in parts {
            do throws(MeshesError) {
                lists[key] = .some(try await ask())
            } catch {
                lists[key] = .some(.null)
                refusal = refusal ?? error
            }
        }
        if let refusal, lists.values.allSatisfy(\.isNull) { throw refusal }
        return lists
    }

    /// Things that have options to choose from, with those; things without any are left out.
    static func withOptions(_ things: [(id: String, name: String, options: [(value: String, label: String)])]) -> JSONValue {
        let choices = things.filter { !$0.options.isEmpty }.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        return .array(
            choices.map { thing in
                [
                    "id": .string(thing.id), "name": .string(thing.name),
                    "options": .array(thing.options.map { ["value": .string($0.value), "label": .string($0.label)] }),
                ]
            })
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
