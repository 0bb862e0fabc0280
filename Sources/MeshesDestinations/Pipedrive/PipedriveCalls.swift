import MeshesModel

/// The calls of one delivery to Pipedrive.
struct PipedriveCalls {
    let destination: PipedriveDestination
    let job: DeliveryJob
    let account: String
    let email: ContactEmail
    let session: ProviderSession
    let searching: ProviderSession

    init(_ destination: PipedriveDestination, _ job: DeliveryJob, _ grant: OAuthGrant, email: ContactEmail) {
        self.destination = destination
        self.job = job
        self.email = email
        account = grant.account.id
        session = destination.session(grant, for: job)
        searching = destination.session(grant, for: job, as: PipedriveProfile.search, pacedBy: PipedriveProfile.searches)
    }

    func sync() async throws(AttemptEnd) -> DeliveryOutcome {
        let fields = try await writtenFields()
        return try await session.alone(with: email) { () async throws(AttemptEnd) -> DeliveryOutcome in
            let person = try await person(fields)
            return session.delivered(person.answer, person)
        }
    }

    func set(_ code: String, to value: String) async throws(AttemptEnd) -> DeliveryOutcome {
        var fields = try await writtenFields()
        let field = try await field(code)
        guard let converted = field?.value(.string(value)) ?? Int64(value).map({ .integer($0) }) else {
            throw .mapping("\(code) does not take the rule's value")
        }
        if field?.isCustom ?? true { fields.custom[code] = converted } else { fields.own[code] = converted }
        let all = fields
        return try await session.alone(with: email) { () async throws(AttemptEnd) -> DeliveryOutcome in
            let person = try await person(all)
            return session.delivered(person.answer, person, "field \(code) set")
        }
    }

    /// Labels are read and written as a whole, so nothing else may happen to the person in between.
    func add(label: String) async throws(AttemptEnd) -> DeliveryOutcome {
        let id = try Self.number(label)
        let fields = try await writtenFields()
        return try await session.alone(with: email) { () async throws(AttemptEnd) -> DeliveryOutcome in
            let person = try await person(fields)
            let (seen, labels) = try await labels(of: person.id)
            guard !labels.contains(id) else { return session.delivered(seen, person, "already labelled") }
            return session.delivered(try await write(labels + [id], to: person.id), person)
        }
    }

    func remove(label: String) async throws(AttemptEnd) -> DeliveryOutcome {
        let id = try Self.number(label)
        return try await session.alone(with: email) { () async throws(AttemptEnd) -> DeliveryOutcome in
            guard let person = try await find() else { return DeliveryOutcome(.delivered, "no such person") }
            let (seen, labels) = try await labels(of: person.id)
            guard labels.contains(id) else { return session.delivered(seen, person, "not labelled") }
            return session.delivered(try await write(labels.filter { $0 != id }, to: person.id), person)
        }
    }

    private static func number(_ label: String) throws(AttemptEnd) -> Int64 {
        guard let id = Int64(label) else { throw .mapping("the rule's label is not a number") }
        return id
    }

    private func labels(of person: String) async throws(AttemptEnd) -> (ProviderAnswer, [Int64]) {
        let answer = try await session.send(.get("/api/v2/persons/\(person)"))
        return (answer, (answer["data"]?["label_ids"]?.array ?? []).compactMap(\.integer))
    }

    private func write(_ labels: [Int64], to person: String) async throws(AttemptEnd) -> ProviderAnswer {
        func request(_ value: JSONValue) -> ProviderRequest { .patch("/api/v2/persons/\(person)", .json(["label_ids": value])) }
        let answer = try await session.exchange(request(.array(labels.map { .integer($0) })))
        // Whether an empty list is taken is not documented; null is the other way to say it.
        if labels.isEmpty, answer.status == 400 { return try await session.send(request(.null)) }
        return try session.accept(answer)
    }
}
