import ArgumentParser
import Foundation
import MeshesClient
import MeshesModel

struct EmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emit",
        abstract: "Emit an event.",
        discussion: """
            With the publishable key when there is one, otherwise with the access key and a workspace:
              meshes emit user.signup '{"email":"ada@example.com","plan":"pro"}'
              meshes emit invoice.paid --resource invoice --resource-id 1042 < invoice.json
              meshes emit order.completed '{"total":99}' --idempotency-key order-1042
            """)

    @Argument(help: "Name of the event, such as user.signup.")
    var event: String

    @Argument(help: "Payload: a JSON object. Without it, standard input is read.")
    var payload: String?

    @Option(name: .long, help: "Resource that the event is about, such as invoice.")
    var resource: String?

    @Option(name: .long, help: "Which one of them.")
    var resourceID: String?

    @Option(name: .long, help: "A second call with the same key and payload within 24 hours gives the first answer again.")
    var idempotencyKey: String?

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func run() async throws {
        let context = try await options.resolve()
        let event = try await emit(context)
        if context.output.isJSON { return try context.output.json(event) }
        context.output.say("\(context.output.paint.green("✓")) accepted \(event.event)  \(event.id)")
        if context.output.form == .terminal {
            context.output.say(context.output.paint.dim("  what became of it: meshes events \(event.id)"))
        }
    }

    private func emit(_ context: ClientContext) async throws -> API.Event {
        let body = try payloadBytes()
        if let client = try context.events() {
            let message = EventMessage(event, payload: body, resource: resource, resourceID: resourceID)
            return try await client.emit(message, idempotencyKey: idempotencyKey)
        }
        let client = try context.management()
        guard let workspace = try context.workspace() else {
            throw CommandFailure("Emitting with an access key needs --workspace, or give --publishable-key.")
        }
        let message = EventMessage(event, payload: body, resource: resource, resourceID: resourceID, workspace: workspace)
        return try await client.emit(message, idempotencyKey: idempotencyKey)
    }

    /// The payload goes out as it was written. It is only looked at here to name the mistake before anything is sent.
    private func payloadBytes() throws -> [UInt8] {
        if payload == nil && isatty(STDIN_FILENO) == 1 {
            throw CommandFailure("The payload is missing: give a JSON object as the second argument or on standard input.")
        }
        let bytes = payload.map { Array($0.utf8) } ?? Array(FileHandle.standardInput.readDataToEndOfFile())
        do {
            guard try JSONValue(parsing: bytes).object != nil else { throw CommandFailure("The payload must be a JSON object.") }
        } catch let error as JSONSyntaxError {
            throw CommandFailure("The payload is not JSON: \(error).")
        }
        return bytes
    }
}
