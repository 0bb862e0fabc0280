import ArgumentParser
import MeshesClient
import MeshesModel

struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List events, or show one with its deliveries and attempts.",
        discussion: """
            Newest first:
              meshes events
              meshes events --status failed --limit 20
              meshes events --event order.completed --resource-id 1042

            Everything about one event: deliveries, every attempt, the destination's last answer:
              meshes events 019a8f2e-7c1d-7b3a-9f00-5a1d2c3b4e5f
            """)

    @Argument(help: "Id of one event.")
    var id: EventID?

    @Option(name: .long, help: "Only this state: pending, processing, retrying, completed, failed or canceled.")
    var status: String?

    @Option(name: .long, help: "Only events of this name.")
    var event: String?

    @Option(name: .long, help: "Only events of this resource.")
    var resource: String?

    @Option(name: .long, help: "Only events with this resource id.")
    var resourceID: String?

    @Option(name: .long, help: "Events on a page, 1 to 200.")
    var limit = 25

    @Option(name: .long, help: "Goes on where a page ended.")
    var cursor: String?

    @Flag(name: .long, help: "Events of all workspaces; takes no filters.")
    var all = false

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func validate() throws {
        if all && [status, event, resource, resourceID].contains(where: { $0 != nil }) {
            throw ValidationError("--all cannot be combined with --status, --event, --resource or --resource-id.")
        }
    }

    func run() async throws {
        let context = try await options.resolve()
        let client = try context.management()
        if let id {
            let history = try await EventHistory.load(id, from: client)
            if context.output.isJSON { try context.output.json(history) } else { history.show(on: context.output, now: SystemTime().now()) }
        } else {
            let page = try await page(context, client)
            if context.output.isJSON { try context.output.json(page) } else { show(page, on: context.output) }
        }
    }

    private func page(_ context: ClientContext, _ client: ManagementClient) async throws -> API.Page<API.Event> {
        let pageQuery = PageQuery(limit: limit, cursor: cursor)
        guard !all, let workspace = try context.workspace() else { return try await client.events(pageQuery) }
        let query = EventQuery(event: event, status: status, resource: resource, resourceID: resourceID)
        return try await client.events(in: workspace, matching: query, pageQuery)
    }

    private func show(_ page: API.Page<API.Event>, on output: Output) {
        var table = Table([
            .init("time"), .init("event", isFlexible: true), .init("resource", isOptional: true), .init("status"),
            .init("done", rightAligned: true, isOptional: true), .init("id"),
        ])
        let now = SystemTime().now()
        table.rows = page.records.map { event in
            [
                Cell(output.form == .terminal ? TimeText.short(event.createdAt, now: now) : TimeText.full(event.createdAt)) { $0.dim($1) }, Cell(event.event),
                Cell([event.resource, event.resourceID].compactMap { $0 }.joined(separator: "/")),
                StatusLook(event: event.status ?? "").cell(), Cell("\(event.completedCount ?? 0)/\(event.totalRules ?? 0)"),
                Cell(event.id.description),
            ]
        }
        if page.records.isEmpty && output.form == .terminal { return output.say("No events.") }
        output.show(table)
        if let next = page.nextCursor, output.form == .terminal {
            output.say(output.paint.dim("More: add --cursor \(next)"))
        }
    }
}
