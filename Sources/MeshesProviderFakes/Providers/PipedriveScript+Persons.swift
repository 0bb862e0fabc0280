import MeshesModel

extension PipedriveScript {
    private static func data(_ person: JSONObject, _ id: Int64, status: Int = 200) -> ReceiverReply {
        var person = person
        person["id"] = .integer(id)
        return .json(#"{"success":true,"data":\#(JSONValue.object(person).compactText)}"#, status: status)
    }

    func person(_ id: String) -> ReceiverReply {
        guard let id = Int64(id), let person = persons[id] else { return Self.refusal(404, "Person not found") }
        return Self.data(person, id)
    }

    func search(_ query: [String: String]) -> ReceiverReply {
        guard query["fields"] == "email", query["exact_match"] == "true", let term = query["term"]?.lowercased() else {
            return Self.refusal(400, "bad search")
        }
        let found = lags ? [:] : persons.filter { Self.emails($0.value).contains(term) }
        let items = found.map { id, person -> JSONValue in
            ["result_score": 1, "item": ["id": .integer(id), "name": person["name"] ?? .null, "emails": .array(Self.emails(person).map { .string($0) })]]
        }
        return .json(#"{"success":true,"data":{"items":\#(JSONValue.array(items).compactText)}}"#)
    }

    private static func emails(_ person: JSONObject) -> [String] {
        (person["emails"]?.array ?? []).compactMap { $0["value"]?.string?.lowercased() }
    }

    mutating func make(_ body: JSONObject) -> ReceiverReply {
        guard body["name"]?.string?.isEmpty == false else { return Self.refusal(400, "name is required") }
        if Self.emails(body).contains(where: { $0.hasSuffix("@nowhere.org") }) { return Self.refusal(400, "emails: validation failed") }
        if let problem = Self.problem(body) { return problem }
        serial += 1
        persons[serial] = body
        return Self.data(body, serial, status: 201)
    }

    mutating func change(_ id: String, _ body: JSONObject) -> ReceiverReply {
        guard let id = Int64(id), var person = persons[id] else { return Self.refusal(404, "Person not found") }
        if body["emails"] != nil { return Self.refusal(400, "emails would be replaced") }
        if refusesEmptyLists, body["label_ids"] == [] { return Self.refusal(400, "label_ids must not be empty") }
        if let problem = Self.problem(body) { return problem }
        if let labels = body["label_ids"]?.array, labels.contains(5) { countDelivery() }
        for (key, value) in body {
            guard key == "custom_fields", let custom = value.object else {
                person[key] = value.isNull ? [] : value
                continue
            }
            person[key] = .object((person[key]?.object ?? [:]).merging(custom) { _, new in new })
        }
        persons[id] = person
        return Self.data(person, id)
    }

    /// Numbers must be numbers, and fields of the account stand apart.
    private static func problem(_ body: JSONObject) -> ReceiverReply? {
        let known: Set<String> = ["name", "emails", "phones", "owner_id", "org_id", "visible_to", "label_ids", "marketing_status", "custom_fields"]
        if let unknown = body.keys.first(where: { !known.contains($0) }) { return refusal(400, "\(unknown) is not allowed") }
        if let labels = body["label_ids"]?.array, labels.contains(where: { $0.integer == nil }) { return refusal(400, "label_ids must hold numbers") }
        let custom = body["custom_fields"]?.object ?? [:]
        if let plan = custom["plan0000000000000000000000000000000000000"], plan.integer == nil { return refusal(400, "plan must be a number") }
        if let topics = custom["topics00000000000000000000000000000000000"], topics.array?.allSatisfy({ $0.integer != nil }) != true {
            return refusal(400, "topics must be a list of numbers")
        }
        return nil
    }

    /// Three pages.
    func fields(_ query: [String: String]) -> ReceiverReply {
        let all = [
            """
            {"field_name":"Name","field_code":"name","field_type":"varchar"},\
            {"field_name":"Email","field_code":"emails","field_type":"varchar"},\
            {"field_name":"Phone","field_code":"phones","field_type":"phone"},\
            {"field_name":"Owner","field_code":"owner_id","field_type":"user"},\
            {"field_name":"ID","field_code":"id","field_type":"int","is_writable":false}
            """,
            """
            {"field_name":"Labels","field_code":"label_ids","field_type":"set","options":[{"id":5,"label":"Customer"},{"id":6,"label":"beta"}]},\
            {"field_name":"Visible to","field_code":"visible_to","field_type":"visible_to","options":[{"id":1,"label":"Owner"},{"id":3,"label":"All"}]}
            """,
            """
            {"field_name":"Plan","field_code":"plan0000000000000000000000000000000000000","field_type":"enum","is_custom_field":true,\
            "options":[{"id":21,"label":"Pro"},{"id":22,"label":"Free"}]},\
            {"field_name":"Topics","field_code":"topics00000000000000000000000000000000000","field_type":"set","is_custom_field":true,\
            "options":[{"id":31,"label":"A"},{"id":32,"label":"B"}]},\
            {"field_name":"Budget","field_code":"budget00000000000000000000000000000000000","field_type":"monetary","is_custom_field":true},\
            {"field_name":"Photo","field_code":"picture_id","field_type":"picture"}
            """,
        ]
        let page = Int(query["cursor"] ?? "0") ?? 9
        guard all.indices.contains(page), query["limit"] == "500" else { return Self.refusal(400, "bad cursor") }
        let next = page < 2 ? "\"\(page + 1)\"" : "null"
        return .json(#"{"success":true,"data":[\#(all[page])],"additional_data":{"next_cursor":\#(next)}}"#)
    }
}
