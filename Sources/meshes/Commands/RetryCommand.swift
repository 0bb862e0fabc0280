import ArgumentParser
import MeshesClient
import MeshesModel

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Try a delivery again now.",
        discussion: """
            One delivery, or every delivery of the event that has failed or waits:
              meshes retry EVENT RULE
              meshes retry EVENT
            Both ids are shown by: meshes events EVENT
            """)

    @Argument(help: "Id of the event.")
    var event: EventID

    @Argument(help: "Id of the rule; without it, every delivery of the event that has failed or waits.")
    var rule: RuleID?

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func run() async throws {
        let context = try await options.resolve()
        let client = try context.management()
        var rules = rule.map { [$0] } ?? []
        if rules.isEmpty {
            let deliveries = try await client.event(event).deliveries ?? []
            rules = deliveries.filter { ["failed", "retrying"].contains($0.status) }.map(\.rule)
            if rules.isEmpty { throw CommandFailure("No delivery of this event has failed or waits for another attempt.") }
        }
        var deliveries: [API.Delivery] = []
        for rule in rules { deliveries.append(try await client.retry(event: event, rule: rule)) }
        try DeliveryList.show(deliveries, on: context.output)
    }
}
