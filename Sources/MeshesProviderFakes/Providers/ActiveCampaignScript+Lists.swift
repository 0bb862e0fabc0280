import MeshesModel

extension ActiveCampaignScript {
    static let missing = ReceiverReply.json(#"{"message":"No Result found"}"#, status: 404)

    static let lists: [JSONValue] = (1...230).map { ["id": .string(String($0)), "name": .string("list \(1000 + $0)")] }

    /// Three pages; the last three tags are for templates.
    static let tags: [JSONValue] = (1...230).map {
        ["id": .string(String($0)), "tag": .string("tag \(1000 + $0)"), "tagType": $0 > 227 ? "template" : "contact"]
    }

    /// One of each kind, and as many more texts as make three pages.
    static let fields: [JSONValue] = (
        ["text", "textarea", "hidden", "date", "datetime", "dropdown", "radio", "checkbox", "listbox", "currency"] + Array(repeating: "text", count: 200)
    ).enumerated().map { index, type in
        ["id": .string(String(index + 1)), "title": .string("My \(type)"), "type": .string(type), "perstag": .string(type.uppercased()), "isrequired": "1"]
    }

    func page(_ name: String, _ elements: [JSONValue], _ query: [String: String]) -> ReceiverReply {
        let offset = Int(query["offset"] ?? "") ?? 0, limit = min(Int(query["limit"] ?? "") ?? 20, 100)
        var body: JSONObject = [
            name: .array(Array(elements.dropFirst(offset).prefix(limit))), "meta": ["total": .string(String(elements.count))],
        ]
        if name == "fields" {
            body["fieldOptions"] = .array(
                ["6", "7", "8", "9"].flatMap { field in
                    ["a", "b"].map { ["id": .string(field + $0), "field": .string(field), "value": .string($0), "label": .string($0.uppercased())] }
                })
        }
        return .json(JSONValue.object(body).compactText)
    }
}
