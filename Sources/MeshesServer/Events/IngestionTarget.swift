import MeshesModel

extension EventDraft {
    /// The workspace that the event goes to.
    ///
    /// - Throws: 403 when the credential belongs to another one, 400 when a machine token names none.
    func target(for access: Access, pathPrefix: String = "") throws(MeshesError) -> Workspace.ID {
        guard let workspace = workspace ?? access.workspace else {
            throw .badRequest(pathPrefix + "workspace", "is required with a machine token")
        }
        guard access.reaches(workspace) else {
            throw MeshesError(.forbidden, "This credential belongs to another workspace.")
        }
        return workspace
    }
}
