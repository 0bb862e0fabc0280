import ArgumentParser
import MeshesClient
import MeshesModel

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel deliveries that are not finished.",
        discussion: """
            One delivery, or all of an event. An attempt that is running ends naturally:
              meshes cancel EVENT RULE
              meshes cancel EVENT
            """)

    @Argument(help: "Id of the event.")
    var event: EventID

    @Argument(help: "Id of the rule; without it, every delivery of the event.")
    var rule: RuleID?

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func run() async throws {
        let context = try await options.resolve()
        let client = try context.management()
        let deliveries =
            if let rule { [try await client.cancel(event: event, rule: rule)] } else { try await client.cancel(event: event).deliveries ?? [] }
        try DeliveryList.show(deliveries, on: context.output)
    }
}
