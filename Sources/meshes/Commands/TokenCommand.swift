import ArgumentParser
import MeshesClient

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a fresh machine token, good for 30 seconds.",
        discussion: """
            For curl:
              curl -H "Authorization: Bearer $(meshes token)" http://127.0.0.1:8080/api/v1/workspaces
            It is signed here; nothing is sent.
            """)

    @OptionGroup(title: "Server and keys") var options: ClientOptions

    func run() async throws {
        let context = try await options.resolve()
        let token = try context.management().token()
        if context.output.isJSON { try context.output.json(["token": token]) } else { context.output.say(token) }
    }
}
