import MeshesModel

extension IntercomScript {
    func described(_ id: String) -> JSONValue {
        var contact = contacts[id] ?? [:]
        contact["id"] = .string(id)
        contact["tags"] = ["data": .array((tagged[id] ?? []).sorted().map { ["id": .string($0)] })]
        return .object(contact)
    }

    func search(_ body: JSONValue) -> ReceiverReply {
        guard body["query"]?["field"] == "email", body["query"]?["operator"] == "=", let email = body["query"]?["value"]?.string else {
            return Self.refusal(400, "parameter_invalid")
        }
        let found = hidesNew ? [] : contacts.filter { $0.value["email"]?.string?.lowercased() == email.lowercased() }.keys.sorted()
        return .json(#"{"type":"list","data":\#(JSONValue.array(found.map(described)).compactText),"total_count":\#(found.count)}"#)
    }

    func byExternalID(_ id: String) -> ReceiverReply {
        guard let contact = contacts.first(where: { $0.value["external_id"]?.string == id })?.key else {
            return Self.refusal(404, "not_found", "User Not Found")
        }
        return .json(described(contact).compactText)
    }

    mutating func make(_ body: JSONValue) -> ReceiverReply {
        guard body["role"] == "user", let email = body["email"]?.string else { return Self.refusal(400, "parameter_invalid") }
        if email.hasSuffix("@nowhere.org") { return Self.refusal(400, "parameter_invalid", "email is invalid") }
        if let taken = contacts.first(where: { $0.value["email"]?.string?.lowercased() == email.lowercased() })?.key {
            let message = isArchived
                ? "An archived contact matching those details already exists with id=\(taken)"
                : "A contact matching those details already exists with id=\(taken)"
            return Self.refusal(409, "conflict", message)
        }
        serial += 1
        let id = String(repeating: "a", count: 22) + String(10 + serial)
        contacts[id] = body.object
        return .json(described(id).compactText)
    }

    mutating func change(_ id: String, _ body: JSONValue) -> ReceiverReply {
        guard var contact = contacts[id], body["email"] == nil else { return Self.refusal(404, "not_found", "User Not Found") }
        if let external = body["external_id"]?.string, contacts.contains(where: { $0.key != id && $0.value["external_id"]?.string == external }) {
            return Self.refusal(409, "conflict", "Another contact has this external_id")
        }
        for (key, value) in body.object ?? [:] {
            guard key == "custom_attributes", let custom = value.object else {
                contact[key] = value
                continue
            }
            contact[key] = .object((contact[key]?.object ?? [:]).merging(custom) { _, new in new })
        }
        contacts[id] = contact
        return .json(described(id).compactText)
    }
}
