import MeshesModel

extension CustomerIODestination {
    /// Bytes of a call. Larger ones are not processed.
    private static let limit = 32_000
    private static let longestName = 100

    /// Says who the person is, then what they did. Both calls carry ids that stay the same in all attempts, and the time of
    /// the event, so that a late one keeps its place.
    func track(_ job: DeliveryJob, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let name = try name(job)
        var common: JSONObject = ["userId": .string(try CustomerIOFields.person(job.fields)), "timestamp": .string(job.createdAt.description)]
        common["context"] = CustomerIOFields.context(job.fields)
        var person = common
        person["traits"] = .object(try CustomerIOFields.traits(job.fields))
        person["messageId"] = .string("\(job.delivery)-i")
        var event = common
        event["event"] = .string(name)
        event["properties"] = job.payloadValue
        event["messageId"] = .string("\(job.delivery)-t")
        // Both are measured before the first is sent.
        let calls = [
            ProviderRequest.post("/v1/identify", try .json(person, atMost: Self.limit)),
            ProviderRequest.post("/v1/track", try .json(event, atMost: Self.limit)),
        ]
        _ = try await session.send(calls[0])
        return session.delivered(try await session.send(calls[1]), "accepted by Customer.io")
    }

    private func name(_ job: DeliveryJob) throws(AttemptEnd) -> String {
        var name = job.eventName
        if let template = job.optionalInput("event_name_override") {
            guard let rendered = Template(template).render(job.payloadValue, oneLine: true, limit: Self.longestName) else {
                throw .mapping("the event name is blank")
            }
            name = rendered
        }
        guard allowsReservedEvents || !ReservedEvents.contains(name) else {
            throw .mapping("the event has a name that Customer.io acts on instead of recording it")
        }
        return name
    }
}
