import AsyncHTTPClient
import MeshesClient
import MeshesModel
import MeshesTestSupport

@testable import meshes

/// A server on loopback, as a host application sees it.
struct RunningServer: Sendable {
    let url: String
    let management: ManagementClient
    let time: ManualTime
    private let credentials: Credentials

    /// Of the workspace that set-up has made.
    var publishableKey: String { credentials.publishableKey }

    struct NeverHappened: Error, CustomStringConvertible {
        let description: String
    }

    init(port: Int, credentials: Credentials, time: ManualTime) throws {
        url = "http://127.0.0.1:\(port)"
        self.credentials = credentials
        self.time = time
        guard let organization = OrganizationID(credentials.organizationID) else {
            throw NeverHappened(description: "\(credentials.organizationID) is no id")
        }
        management = try ManagementClient(
            url: url, organization: organization, accessKey: credentials.accessKey, secretKey: Secret(credentials.secretKey), time: time)
    }

    /// The workspace that set-up has made.
    var workspace: API.Workspace {
        get async throws {
            guard let id = WorkspaceID(credentials.workspaceID) else { throw NeverHappened(description: "no workspace") }
            return try await management.workspace(id)
        }
    }

    /// A connection to a URL with a rule for `order.paid`.
    func destination(
        _ url: String, in workspace: API.Workspace, name: String = "Orders"
    ) async throws -> (connection: API.Connection, rule: API.Rule) {
        let connection = try await management.createConnection(
            API.ConnectionCreate(workspace: workspace.id, type: "webhook", name: name, metadata: ["url": .string(url)]))
        let rule = try await management.createRule(
            API.RuleCreate(
                workspace: workspace.id, connection: connection.id, event: "order.paid", metadata: ["action": "send_webhook"]))
        return (connection, rule)
    }

    /// Emits `order.paid` with the publishable key of a workspace.
    func emit(in workspace: API.Workspace, payload: String = #"{"email":"ada@example.com"}"#) async throws -> API.Event {
        let events = try EventsClient(url: url, publishableKey: workspace.publishableKey?.publicKey ?? "")
        return try await events.emit(EventMessage("order.paid", payload: [UInt8](payload.utf8)))
    }

    /// The event, once it has a status.
    func event(_ event: API.Event, becomes status: String) async throws -> API.Event {
        var last: API.Event?
        for _ in 0..<20_000 {
            let present = try await management.event(event.id)
            if present.status == status { return present }
            last = present
        }
        throw NeverHappened(description: "the event became \(last?.status ?? "nothing"), never \(status)")
    }

    /// Returns once the server says that it accepts events.
    func ready() async throws {
        for _ in 0..<20_000 {
            let answer = try await HTTPClient.meshes.execute(HTTPClientRequest(url: url + "/readyz"), timeout: .seconds(5))
            if answer.status == .ok { return }
        }
        throw NeverHappened(description: "the server never became ready")
    }
}
