import ArgumentParser
import MeshesClient
import MeshesModel

struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Follow deliveries as they happen.",
        discussion: """
            Shows each change of a delivery, until Ctrl-C:
              meshes tail
              meshes tail --all --lines 20
              meshes tail --json | jq 'select(.status == "failed")'
            It asks the server once a second and sees the 200 newest events of each workspace.
            """)

    @Option(name: [.customShort("n"), .customLong("lines")], help: "Earlier deliveries to show first.")
    var lines = 10

    @Flag(name: .long, help: "All workspaces, not only the one that is set.")
    var all = false

    @Option(name: .long, help: "Ends by itself after so many seconds.")
    var seconds: Int?

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func run() async throws {
        let context = try await options.resolve()
        let client = try context.management()
        let time = SystemTime()
        let end = seconds.map { time.now() + .seconds($0) } ?? .never
        var feed = DeliveryFeed(client: client, workspaces: try await workspaces(context, client))
        for change in try await feed.poll().suffix(max(0, lines)) { try show(change, at: change.delivery.createdAt, on: context.output) }
        while time.now() < end {
            try await time.sleep(for: .seconds(1))
            for change in try await feed.poll() { try show(change, at: time.now(), on: context.output) }
        }
    }

    private func workspaces(_ context: ClientContext, _ client: ManagementClient) async throws -> [API.Workspace] {
        if !all, let id = try context.workspace() { return [try await client.workspace(id)] }
        let page = try await client.workspaces(PageQuery(limit: 200))
        if page.nextCursor != nil { throw CommandFailure("There are more than 200 workspaces: choose one with --workspace.") }
        return page.records
    }

    private func show(_ change: DeliveryFeed.Change, at moment: Timestamp, on output: Output) throws {
        let line = DeliveryLine(change: change, now: moment)
        switch output.form {
        case .json: try output.jsonLine(change.delivery)
        case .terminal: output.say(line.text(width: Terminal.size.columns, paint: output.paint))
        case .plain: output.say(line.plainText)
        }
    }
}
