public import MeshesModel

extension ServerFixture {
    /// A webhook connection of the tenant.
    public func makeConnection(_ name: String = "Orders", metadata: JSONObject? = nil) async throws -> JSONValue {
        let reply = try await send(
            .post, "/api/v1/connections",
            json: [
                "workspace": .string(tenant.workspace.id.description), "type": "webhook", "name": .string(name),
                "metadata": .object(metadata ?? ["url": "https://hooks.example.com/orders"]),
            ])
        return try expect(201, reply)["connection"] ?? .null
    }

    /// A connection of a type with an API key.
    public func makeConnection(_ type: String, key: String, name: String = "Account") async throws -> JSONValue {
        let reply = try await send(
            .post, "/api/v1/connections",
            json: [
                "workspace": .string(tenant.workspace.id.description), "type": .string(type), "name": .string(name),
                "metadata": ["api_key": .string(key)],
            ])
        return try expect(201, reply)["connection"] ?? .null
    }

    /// The same without the request that tests the URL.
    public func makeConnectionSkippingTest(_ name: String) async throws -> JSONValue {
        try await makeConnection(name, metadata: ["url": "https://hooks.example.com/orders", "skip_url_test": true])
    }

    /// Has deliveries to a connection wait.
    public func switchOff(_ connection: JSONValue) async throws {
        let body: JSONObject = ["name": connection["name"] ?? .null, "metadata": connection["metadata"] ?? .null, "active": false]
        _ = try expect(200, try await send(.put, "/api/v1/connections/\(connection["id"]?.string ?? "")", json: .object(body)))
    }

    /// A rule that sends an event's payload to a connection.
    public func makeRule(
        _ event: String, to connection: JSONValue, resource: String? = nil, resourceID: String? = nil,
        metadata: JSONObject? = nil
    ) async throws -> JSONValue {
        var body: JSONObject = [
            "workspace": .string(tenant.workspace.id.description), "connection": connection["id"] ?? .null,
            "event": .string(event), "metadata": .object(metadata ?? ["action": "send_webhook"]),
        ]
        if let resource { body["resource"] = .string(resource) }
        if let resourceID { body["resource_id"] = .string(resourceID) }
        return try expect(201, try await send(.post, "/api/v1/rules", json: .object(body)))["rule"] ?? .null
    }

    /// Emits an event with the publishable key.
    public func emit(
        _ event: String, payload: JSONObject? = nil, resource: String? = nil, resourceID: String? = nil
    ) async throws -> JSONValue {
        var body: JSONObject = ["event": .string(event), "payload": .object(payload ?? ["email": "ada@example.com"])]
        if let resource { body["resource"] = .string(resource) }
        if let resourceID { body["resource_id"] = .string(resourceID) }
        let reply = try await send(.post, "/api/v1/events", as: .publishable, json: .object(body))
        return try expect(201, reply)["event"] ?? .null
    }

    /// The event, once it has a status. Asks again and again, without waiting on the wall clock. What has not come by itself
    /// after many looks waits for the engine to look again itself, so that the clock then moves on, a little at a time.
    public func event(_ event: JSONValue, when status: String) async throws -> JSONValue {
        let path = "/api/v1/events/" + (event["id"]?.string ?? "")
        var last: JSONValue = .null
        for look in 0..<10_000 {
            last = try await readEvent(path)
            if last["status"]?.string == status { return last }
            if look > 2_000 { time.advance(by: .milliseconds(5)) }
            await Task.yield()
        }
        throw BrokenPromise(description: "the event never became \(status): \(last.compactText)")
    }

    private func readEvent(_ path: String) async throws -> JSONValue {
        let token = TestCredential.bearer(token(tenant.machineKey))
        return try expect(200, try await send(.get, path, as: token))
    }

    /// The body of an answer that must have a status.
    public func expect(_ status: Int, _ reply: TestReply) throws -> JSONValue {
        guard reply.status == status else {
            throw BrokenPromise(description: "answered \(reply.status) instead of \(status): \(reply.text)")
        }
        return reply.json
    }
}
