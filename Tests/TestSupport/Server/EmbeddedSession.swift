import Foundation
public import MeshesModel

/// A session as the API minted it.
public struct EmbeddedSession: Sendable {
    public let json: JSONValue

    public init(json: JSONValue) {
        self.json = json
    }

    public var id: String { json["session_id"]?.string ?? "" }
    public var token: String { json["access_token"]?.string ?? "" }
    public var launchURL: String { json["launch_url"]?.string ?? "" }
    public var credential: TestCredential { .bearer(token) }

    /// Path and query of the launch URL.
    public var launchPath: String {
        guard let start = launchURL.range(of: "/workspace/") else { return "" }
        return String(launchURL[start.lowerBound...])
    }
}

extension ServerFixture {
    /// Mints a session in the tenant's workspace.
    ///
    /// - Parameter extra: further members of the body.
    public func mint(
        _ role: SessionRole = .member, _ type: SessionType = .workspace, lock: ResourceLock? = nil,
        scopes: [SessionScope] = [], extra: JSONObject? = nil, as credential: TestCredential = .machine,
        workspace: Workspace.ID? = nil
    ) async throws -> EmbeddedSession {
        var body: JSONObject = [
            "workspace_id": .string((workspace ?? tenant.workspace.id).description), "role": .string(role.rawValue),
            "session_type": .string(type.rawValue), "scopes": .array(scopes.map { .string($0.rawValue) }),
            "allowed_origins": ["https://app.example.com"],
        ]
        if let lock {
            body["resource"] = .string(lock.resource)
            body["resource_id"] = .string(lock.resourceID)
        }
        extra?.forEach { body[$0.key] = $0.value }
        return EmbeddedSession(
            json: try expect(200, try await send(.post, "/api/v1/sessions", as: credential, json: .object(body))))
    }

    public func refresh(_ session: EmbeddedSession) async throws -> EmbeddedSession {
        EmbeddedSession(json: try expect(200, try await send(.post, "/api/v1/sessions/\(session.id)/refresh")))
    }
}
