extension Access {
    /// What a caller wants to do.
    public enum Ability: Hashable, Sendable, CaseIterable {
        /// Events through the ingestion calls.
        case ingest
        /// Test events and replays: events that somebody sends from a page.
        case emit
        /// The workspace's name, its dashboard, the kinds of integration.
        case read
        /// Lists over all workspaces within reach.
        case readOrganization
        /// Names, types and live action data of connections: what picking one for a rule takes.
        case listConnections
        /// Settings, fields and mappings of connections.
        case readConnections
        /// Rules, events, deliveries, attempts, event types and resources.
        case readHistory
        /// Event payloads and captured answers of destinations.
        case readPayload
        /// Rules and connections that are marked hidden, with their deliveries.
        case readHidden
        /// Rules, retries and cancels.
        case manage
        /// Connections and mappings.
        case manageConnections
        /// Removing a connection together with its rules.
        case forceDelete
        /// Embed sessions: minting, refreshing, revoking.
        case manageSessions
        /// Names and descriptions of workspaces.
        case administer
        /// New workspaces; refused to a key that is limited to one.
        case createWorkspaces
    }

    public func allows(_ ability: Ability) -> Bool {
        do {
            try require(ability)
            return true
        } catch {
            return false
        }
    }

    /// Throws 403 unless the ability is given: `ScopeRequired` when only a scope is missing, else `Forbidden`. For a
    /// session the message names the role, type or scope that it lacks.
    public func require(_ ability: Ability) throws(MeshesError) {
        switch principal {
        case .system: break
        case .publishableKey:
            guard ability == .ingest else { throw Self.refused }
        case .machine:
            guard ability != .createWorkspaces || workspace == nil else { throw Self.refused }
        case .session(let grant):
            guard let requirement = ability.sessionRequirement else {
                throw MeshesError(.forbidden, "No embed session may do this; it needs a machine token.")
            }
            try grant.require(requirement)
        }
    }

    private static let refused = MeshesError(.forbidden, "This credential may not do that.")
}
