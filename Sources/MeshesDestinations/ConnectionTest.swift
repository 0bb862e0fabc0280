public import MeshesModel

/// A test of a connection that went well.
public struct ConnectionTest: Hashable, Sendable {
    /// One line for people.
    public var message: String
    /// Of the answer; nil where no single request was made.
    public var httpStatus: Int?

    public init(message: String, httpStatus: Int? = nil) {
        self.message = message
        self.httpStatus = httpStatus
    }
}

extension Destination {
    /// Most destinations are tried by the check that they make before they are saved.
    public func test(_ settings: ConnectionSettings, workspace: Workspace.ID) async throws(MeshesError) -> ConnectionTest {
        _ = try await check(settings, replacing: nil, workspace: workspace)
        return ConnectionTest(message: "\(integration.name) accepted the connection's settings.")
    }
}
