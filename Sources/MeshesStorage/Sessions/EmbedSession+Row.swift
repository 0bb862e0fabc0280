import Foundation
import MeshesModel

extension EmbedSession {
    /// Columns of `sessions s` that make a session.
    static let columns = """
        s.id, s.organization_id, s.workspace_id, s.role, s.type, s.resource, s.resource_id, s.scopes, s.external_user_id, \
        s.launch_page, s.allowed_origins, s.appearance, s.token_lifetime, s.generation, s.refreshed_at, s.expires_at, \
        s.created_by, s.created_at, s.revoked_at
        """

    init(_ row: any SQLRow) throws {
        let lock = row.optionalText(5).map { ResourceLock(resource: $0, resourceID: row.text(6)) }
        let scopes = Self.words(row.text(7)).compactMap { SessionScope(rawValue: $0) }
        let appearance = try row.optionalText(11).map { try JSONDecoder().decode(Appearance.self, from: Data($0.utf8)) }
        self.init(
            organization: try row.id(1), workspace: try row.id(2),
            grant: SessionGrant(
                session: try row.id(0), role: try row.value(3), type: try row.value(4), lock: lock, scopes: Set(scopes)),
            externalUser: row.optionalText(8), launchPage: try row.value(9),
            allowedOrigins: row.optionalText(10).map { Self.words($0).compactMap { WebOrigin($0) } },
            appearance: appearance ?? Appearance(), tokenLifetime: .milliseconds(row.integer(12)), generation: row.int(13),
            refreshedAt: row.time(14), expiresAt: row.time(15), createdBy: row.text(16), createdAt: row.time(17),
            revokedAt: row.optionalTime(18))
    }

    func insert(on connection: any SQLConnection) throws {
        let origins = allowedOrigins.map { $0.map(\.description).joined(separator: " ") }
        let appearance = appearance.isEmpty ? nil : String(decoding: try JSONEncoder().encode(appearance), as: UTF8.self)
        try connection.execute(
            """
            INSERT INTO sessions (id, organization_id, workspace_id, role, type, resource, resource_id, scopes,
            external_user_id, launch_page, allowed_origins, appearance, token_lifetime, generation, refreshed_at, expires_at,
            created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .id(organization), .id(workspace), .text(grant.role.rawValue), .text(grant.type.rawValue),
                .text(grant.lock?.resource), .text(grant.lock?.resourceID),
                .text(grant.scopes.map(\.rawValue).sorted().joined(separator: " ")), .text(externalUser),
                .text(launchPage.rawValue), .text(origins), .text(appearance), .integer(tokenLifetime.wholeMilliseconds),
                .int(generation), .time(refreshedAt), .time(expiresAt), .text(createdBy), .time(createdAt),
            ])
    }

    /// Nil for what lies outside `access`, also for a session whose workspace is gone.
    static func find(_ access: Access, _ id: EmbedSession.ID, on connection: any SQLConnection) throws -> EmbedSession? {
        try connection.first(
            "SELECT \(columns) FROM \(source) WHERE s.id = ? AND \(access.condition("s"))", [.id(id)] + access.arguments
        ) { try EmbedSession($0) }
    }

    static let source = "sessions s JOIN workspaces w ON w.id = s.workspace_id"

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map { String($0) }
    }
}
