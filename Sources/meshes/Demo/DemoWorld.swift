import MeshesClient
import MeshesModel

/// The plan made real through the API: workspaces, connections, rules.
struct DemoWorld: Sendable {
    struct Customer: Sendable {
        let workspace: API.Workspace
        let share: Int
        let emitter: EventsClient
        let publishableKey: String
    }

    let customers: [Customer]
    let destinations: [DemoScreen.Destination]

    /// - Parameters:
    ///   - credentials: of the first workspace, which set-up has made.
    ///   - urls: where the receivers listen.
    ///   - providers: what sign-ups of the first customer go to besides.
    static func build(
        _ plan: DemoPlan, url: String, credentials: Credentials, client: ManagementClient, urls: [DemoPlan.Receiver: String],
        providers: [DemoProvider]
    ) async throws -> DemoWorld {
        var customers: [Customer] = []
        var destinations: [DemoScreen.Destination] = []
        for plan in plan.customers {
            let isFirst = customers.isEmpty
            let id = isFirst ? WorkspaceID(credentials.workspaceID) : try await client.createWorkspace(name: plan.name).id
            guard let id else { throw CommandFailure("The workspace id \(credentials.workspaceID) cannot be read.") }
            let workspace = try await client.workspace(id)
            guard let key = workspace.publishableKey?.publicKey else { throw CommandFailure("\(plan.name) has no publishable key.") }
            for connection in plan.connections {
                try await connect(connection, to: urls[connection.receiver] ?? "", in: workspace.id, client)
                destinations.append(.init(name: connection.name, workspace: plan.name, receiver: connection.receiver))
            }
            for provider in isFirst ? providers : [] {
                try await connect(provider, at: url, in: workspace.id, client)
                destinations.append(.init(name: provider.name, workspace: plan.name, receiver: nil))
            }
            customers.append(
                Customer(
                    workspace: workspace, share: plan.share, emitter: try EventsClient(url: url, publishableKey: key), publishableKey: key))
        }
        return DemoWorld(customers: customers, destinations: destinations)
    }

    private static func connect(
        _ provider: DemoProvider, at url: String, in workspace: WorkspaceID, _ client: ManagementClient
    ) async throws {
        let connection = switch provider.entry {
        case .key(let settings):
            try await client.createConnection(
                API.ConnectionCreate(workspace: workspace, type: provider.type.rawValue, name: provider.name, metadata: .object(settings))).id
        case .signIn:
            try await DemoConsent(url: url, client: client).connection(provider.name, type: provider.type, in: workspace)
        }
        _ = try await client.createRule(
            API.RuleCreate(workspace: workspace, connection: connection, event: "user.signup", metadata: .object(provider.rule)))
    }

    /// A receiver that is down cannot pass the test on save, so that is skipped there; all others take it.
    private static func connect(
        _ plan: DemoPlan.Connection, to url: String, in workspace: WorkspaceID, _ client: ManagementClient
    ) async throws(ClientError) {
        let connection = try await client.createConnection(
            API.ConnectionCreate(
                workspace: workspace, type: "webhook", name: plan.name,
                metadata: ["url": .string(url), "skip_url_test": .bool(plan.receiver == .late)]))
        for event in plan.events {
            _ = try await client.createRule(
                API.RuleCreate(workspace: workspace, connection: connection.id, event: event, metadata: ["action": "send_webhook"]))
        }
    }
}
