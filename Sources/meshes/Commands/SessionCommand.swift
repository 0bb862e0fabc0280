public import ArgumentParser
import MeshesClient
public import MeshesModel

struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session",
        abstract: "Mint an embed session and print its launch URL.",
        discussion: """
            The URL opens once, within a minute; put it into an iframe, and answer the frame's meshes:ready with the access \
            token that --json prints:
              meshes session --role admin --origin http://localhost:3000
              meshes session --page events --resource project --resource-id prj_42 --json
            """)

    @Option(name: .long, help: "member, admin or owner.")
    var role: SessionRole = .member

    @Option(name: .long, help: "Page to open: dashboard, connections, rules or events.")
    var page: LaunchPage = .dashboard

    @Flag(name: .long, help: "The dashboard and nothing else.")
    var dashboardOnly = false

    @Option(name: .long, help: "Resource to lock the session to, such as project.")
    var resource: String?

    @Option(name: .long, help: "Which one of them.")
    var resourceID: String?

    @Option(name: .customLong("origin"), help: "Origin that may embed it; may be given up to 10 times.")
    var origins: [String] = []

    @Flag(name: .long, help: "Let it read event payloads; needs the role admin or owner.")
    var payloads = false

    @Option(name: .long, help: "Life of each access token in seconds, 300 to 3600.")
    var ttl = 1800

    @Option(name: .long, help: "Your own id of the user, for the audit log.")
    var user: String?

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func run() async throws {
        let context = try await options.resolve()
        guard let workspace = try context.workspace() else { throw CommandFailure("A session needs a workspace: give --workspace.") }
        let session = try await context.management().createSession(
            API.SessionCreate(
                workspace: workspace, role: role, type: dashboardOnly ? .dashboard : resource == nil ? .workspace : .resource,
                resource: resource, resourceID: resourceID, scopes: payloads ? [.readPayloads] : [], externalUser: user,
                ttl: .seconds(ttl), launchTTL: .seconds(60), page: page, allowedOrigins: origins))
        if context.output.isJSON { try context.output.json(session) } else { context.output.say(session.launchURL ?? "") }
    }
}

extension SessionRole: ExpressibleByArgument {}
extension LaunchPage: ExpressibleByArgument {}
