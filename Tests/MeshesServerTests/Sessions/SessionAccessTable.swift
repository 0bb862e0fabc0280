import MeshesModel

/// What a session must be for a route (embed.md 3 and 4). A route without a row fails the test that reads this.
enum SessionAccessTable {
    enum Row: Sendable {
        /// Asks nobody for a credential.
        case open
        /// Machine tokens only.
        case never
        case session(Set<SessionType>, SessionRole = .member, payloads: Bool = false)
    }

    private static let all: Set<SessionType> = [.workspace, .resource, .dashboard]
    private static let inner: Set<SessionType> = [.workspace, .resource]

    static let rows: [String: Row] = [
        "getHealth": .open, "getReadiness": .open, "getMetrics": .open, "getOpenAPI": .open, "getAsset": .open,
        "getHostScript": .open, "getDocumentation": .open, "getDocumentationPage": .open, "preflightEvent": .open,
        "preflightBulkEvent": .open, "getWorkspaceRoot": .open, "getWorkspacePage": .open, "startSignIn": .open, "finishSignIn": .open,
        "endSignIn": .open,

        "getWorkspaces": .never, "createWorkspace": .never, "updateWorkspace": .never, "getConnections": .never,
        "getRules": .never, "getEvents": .never, "createEvent": .never, "createBulkEvent": .never, "listSessions": .never,
        "createSession": .never, "revokeSession": .never, "refreshSession": .never, "createSessionLaunch": .never,

        "getWorkspaceDashboard": .session(all), "streamWorkspaceChanges": .session(all),
        "getCurrentSession": .session(all), "getWorkspace": .session(all), "getIntegrations": .session(all),

        "getWorkspaceConnections": .session(inner), "getConnectionActions": .session(inner),
        "getConnection": .session([.workspace]), "getConnectionFields": .session([.workspace]),
        "getConnectionDefaultMappings": .session([.workspace]), "createConnection": .session([.workspace], .admin),
        "updateConnection": .session([.workspace], .admin), "deleteConnection": .session([.workspace], .admin),
        "updateConnectionDefaultMappings": .session([.workspace], .admin), "testConnection": .session([.workspace], .admin),
        "previewConnectionMapping": .session([.workspace], .admin), "authorizeConnection": .session([.workspace], .admin),
        "getAuthorization": .session([.workspace], .admin),

        "getWorkspaceRules": .session(inner), "getWorkspaceEvents": .session(inner), "getWorkspaceEventTypes": .session(inner),
        "getWorkspaceResources": .session(inner), "getRule": .session(inner), "getEvent": .session(inner),
        "listRuleAttempts": .session(inner), "getRuleAttempt": .session(inner),
        "createRule": .session(inner, .admin), "updateRule": .session(inner, .admin), "deleteRule": .session(inner, .admin),
        "getWorkspacePayloadFields": .session(inner), "previewRule": .session(inner, .admin),
        "previewStoredRule": .session(inner, .admin), "testRule": .session(inner, .admin),
        "replayEvent": .session(inner, .admin, payloads: true), "retryEvents": .session(inner, .admin),
        "cancelEvents": .session(inner, .admin), "cancelEvent": .session(inner, .admin), "retryEventRule": .session(inner, .admin),
        "cancelEventRule": .session(inner, .admin),
        "getEventPayload": .session(inner, .admin, payloads: true),
        "getRuleAttemptResponseDetails": .session(inner, .admin, payloads: true),
    ]

    /// Bodies with which a write gets as far as looking at the ids of its path.
    static let bodies: [String: JSONValue] = [
        "updateConnection": ["name": "Stolen", "metadata": ["url": "https://evil.example.com"]],
        "updateConnectionDefaultMappings": ["schema": ["schema_version": 1, "fields": []]],
        "updateRule": ["active": false], "testRule": ["payload": ["x": 1]], "previewStoredRule": ["payload": ["x": 1]],
        "previewConnectionMapping": ["schema": ["schema_version": 1, "fields": []], "payload": ["x": 1]],
        "retryEvents": ["events": ["6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"]],
        "cancelEvents": ["events": ["6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"]],
    ]
}
