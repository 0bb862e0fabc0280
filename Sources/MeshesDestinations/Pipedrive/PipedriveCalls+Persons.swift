import MeshesModel

extension PipedriveCalls {
    /// What a delivery writes.
    struct Written {
        /// Members of the person itself, without addresses and phone numbers.
        var own: JSONObject = [:]
        /// Fields of the account, by their code.
        var custom: JSONObject = [:]
        var phone: String?

        var isEmpty: Bool { own.isEmpty && custom.isEmpty && phone == nil }

        var body: JSONObject {
            var body = own
            if !custom.isEmpty { body["custom_fields"] = .object(custom) }
            return body
        }
    }

    /// Mapped fields as Pipedrive takes them.
    ///
    /// - Throws: `mapping_error` for a value that a field cannot take.
    func writtenFields() async throws(AttemptEnd) -> Written {
        var written = Written()
        for (key, value) in job.fields where key != "emails" {
            switch key {
            case "phones": written.phone = value.plainText
            case "name": written.own[key] = .string(value.plainText)
            default:
                let field = try await field(key)
                guard let converted = field.map({ $0.value(value) }) ?? value else { throw .mapping("\(key) does not take its value") }
                if field?.isCustom ?? true { written.custom[key] = converted } else { written.own[key] = converted }
            }
        }
        return written
    }

    /// A field of the account; nil when it has none of that code.
    func field(_ code: String) async throws(AttemptEnd) -> PipedriveField? {
        let now = session.gateway.time.now()
        if let known = destination.fields.value(account, at: now) { return known.first { $0.code == code } }
        var fields: [PipedriveField] = []
        var next: ProviderRequest? = PipedriveDestination.fieldPage(nil)
        for _ in 0..<10 {
            guard let request = next else { break }
            let answer = try await session.send(request)
            fields += (answer["data"]?.array ?? []).compactMap { PipedriveField($0) }
            next = PipedriveDestination.nextFieldPage(answer)
        }
        if !session.gateway.isRehearsal { destination.fields.keep(fields, for: account, at: now) }
        return fields.first { $0.code == code }
    }

    /// The person, made or brought up to date. To be called while the person is ours alone.
    func person(_ fields: Written) async throws(AttemptEnd) -> ProviderContact {
        guard let known = try await find() else { return try await make(fields) }
        guard !fields.isEmpty else { return known }
        if let changed = try await change(known, fields) { return changed }
        // It was deleted since we last saw it.
        destination.persons.forget(memory)
        guard let again = try await find() else { return try await make(fields) }
        return try await change(again, fields) ?? again
    }

    /// - Returns: nil when the person is not there any more.
    private func change(_ person: ProviderContact, _ fields: Written) async throws(AttemptEnd) -> ProviderContact? {
        var body = fields.body
        if let phone = fields.phone {
            // Lists are replaced as a whole, so the numbers that are there go along.
            let seen = try await session.send(.get("/api/v2/persons/\(person.id)"), expecting: [404])
            guard seen.status != 404 else { return nil }
            let numbers = seen["data"]?["phones"]?.array ?? []
            if !numbers.contains(where: { $0["value"]?.string == phone }) {
                body["phones"] = .array(numbers + [["value": .string(phone), "primary": .bool(numbers.isEmpty), "label": "work"]])
            }
            guard !body.isEmpty else { return ProviderContact(id: person.id, answer: seen, remark: person.remark) }
        }
        let answer = try await session.send(.patch("/api/v2/persons/\(person.id)", .json(body)), expecting: [404])
        return answer.status == 404 ? nil : ProviderContact(id: person.id, answer: answer, remark: person.remark)
    }

    private func make(_ fields: Written) async throws(AttemptEnd) -> ProviderContact {
        var body = fields.body
        if body["name"] == nil {
            let name = PersonName.whole(of: job.payloadValue) ?? String(email.description.prefix { $0 != "@" })
            body["name"] = .string(name)
        }
        body["emails"] = [["value": .string(email.description), "primary": true, "label": "work"]]
        if let phone = fields.phone { body["phones"] = [["value": .string(phone), "primary": true, "label": "work"]] }
        let answer = try await session.send(.post("/api/v2/persons", .json(body)))
        let id = try session.id(at: "data", "id", in: answer)
        remember(id)
        return ProviderContact(id: id, answer: answer)
    }

    /// The person with the address; the oldest of several.
    func find() async throws(AttemptEnd) -> ProviderContact? {
        if let id = destination.persons.value(memory, at: session.gateway.time.now()) {
            let answer = try await session.send(.get("/api/v2/persons/\(id)"), expecting: [404])
            if answer.status != 404 { return ProviderContact(id: id, answer: answer) }
            destination.persons.forget(memory)
        }
        let answer = try await searching.send(
            .get(
                "/api/v2/persons/search",
                query: [("term", email.description), ("fields", "email"), ("exact_match", "true"), ("limit", "50")]))
        let ids = (answer["data"]?["items"]?.array ?? []).compactMap { hit -> Int64? in
            let isTheirs = hit["item"]?["emails"]?.array?.contains { $0.string?.lowercased() == email.key } ?? false
            return isTheirs ? hit["item"]?["id"]?.integer : nil
        }
        guard let id = ids.min() else { return nil }
        remember(String(id))
        return ProviderContact(id: String(id), answer: answer, remark: ids.count > 1 ? "more than one person has the address" : nil)
    }

    private var memory: String { "\(account) \(email.key)" }

    private func remember(_ id: String) {
        guard !session.gateway.isRehearsal else { return }
        destination.persons.keep(id, for: memory, at: session.gateway.time.now())
    }
}
