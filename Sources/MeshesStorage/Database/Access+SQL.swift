import MeshesModel

extension Access {
    /// The condition that keeps a statement within organisation and workspace; its values are `arguments`. What a session
    /// sees less of has conditions of its own: `connections`, `rules`, `events`, `deliveries`.
    func condition(_ table: String) -> String {
        workspace == nil ? "\(table).organization_id = ?" : "\(table).organization_id = ? AND \(table).workspace_id = ?"
    }

    /// The values of `condition`, in order.
    var arguments: [SQLValue] {
        if let workspace { [.id(organization), .id(workspace)] } else { [.id(organization)] }
    }

    /// This access, narrowed to one workspace.
    ///
    /// - Throws: `notFound` for a workspace that does not exist or lies outside.
    func narrowed(to workspace: Workspace.ID, on connection: any SQLConnection) throws -> Access {
        guard reaches(workspace), try Workspace.find(self, workspace, on: connection) != nil else {
            throw MeshesError.notFound("Workspace")
        }
        return Access(principal: principal, organization: organization, workspace: workspace)
    }

    /// `narrowed(to:)` when there is a workspace, this access otherwise.
    func narrowed(to workspace: Workspace.ID?, on connection: any SQLConnection) throws -> Access {
        guard let workspace else { return self }
        return try narrowed(to: workspace, on: connection)
    }
}
