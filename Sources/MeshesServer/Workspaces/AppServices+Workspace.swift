import MeshesModel

extension AppServices {
    /// A workspace that a call names.
    ///
    /// - Throws: 403 when the key is limited to another one; 404 when there is none in the organisation, and for a session
    ///   of another one.
    @discardableResult
    func workspace(_ id: Workspace.ID, for access: Access) async throws -> Workspace {
        guard access.reaches(id) else {
            guard access.session == nil else { throw MeshesError.notFound("Workspace") }
            throw MeshesError(.forbidden, "This credential is limited to another workspace.")
        }
        return try await store.workspaces.get(access, id)
    }

    /// - Throws: 404 unless the workspace is within reach.
    func workspaceExists(_ id: Workspace.ID, _ access: Access) async throws {
        _ = try await store.workspaces.get(access, id)
    }
}
