import MeshesModel
import MeshesTestSupport
import Testing

extension ServerFixture {
    /// The attempts of an event through a rule, oldest first, once the event has a status.
    func attempts(_ event: JSONValue, _ rule: JSONValue, when status: String) async throws -> [JSONValue] {
        _ = try await self.event(event, when: status)
        let path = "/api/v1/events/\(event["id"]?.string ?? "")/rules/\(rule["id"]?.string ?? "")/attempts"
        let records = try expect(200, try await send(.get, path))["records"]?.array ?? []
        return records.sorted { ($0["number"]?.integer ?? 0) < ($1["number"]?.integer ?? 0) }
    }

    /// The one attempt of a fresh event.
    func attempt(
        _ event: String, _ rule: JSONValue, payload: JSONObject? = nil, when status: String
    ) async throws -> JSONValue {
        let attempts = try await attempts(try await emit(event, payload: payload), rule, when: status)
        return try #require(attempts.last)
    }

    func connection(_ connection: JSONValue) async throws -> JSONValue {
        try expect(200, try await send(.get, "/api/v1/connections/\(connection["id"]?.string ?? "")"))
    }

    func save(mapping fields: JSONValue, of connection: JSONValue) async throws {
        let path = "/api/v1/connections/\(connection["id"]?.string ?? "")/mappings/default"
        _ = try expect(200, try await send(.put, path, json: ["schema": ["schema_version": 1, "fields": fields]]))
    }
}
