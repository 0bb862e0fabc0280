/// The two ingestion calls, which either credential may make.
extension Transport {
    private struct Envelope: Decodable { let event: API.Event }

    func emit(_ message: EventMessage, idempotencyKey: String?, credential: Credential) async throws(ClientError) -> API.Event {
        try await send(call("/events", message.json(), idempotencyKey), credential: credential, as: Envelope.self).event
    }

    func emit(bulk messages: [EventMessage], idempotencyKey: String?, credential: Credential) async throws(ClientError) -> API.BulkResult {
        try await send(call("/events/bulk", EventMessage.json(messages), idempotencyKey), credential: credential)
    }

    private func call(_ path: String, _ body: [UInt8], _ idempotencyKey: String?) -> Call {
        var call = Call(method: "POST", path: path, body: .json(body))
        if let idempotencyKey { call.headers.append(("idempotency-key", idempotencyKey)) }
        return call
    }
}
