import ArgumentParser

struct Meshes: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "meshes",
        abstract: "Takes the events of your product and delivers them to your customers' tools.",
        discussion: """
            First look, nothing to set up:
              meshes demo

            A server of your own:
              meshes serve --data ./data
              meshes emit user.signup '{"email":"ada@example.com"}' --data ./data
              meshes events --data ./data
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Server", subcommands: [ServeCommand.self, SetupCommand.self, DemoCommand.self]),
            CommandGroup(
                name: "Client",
                subcommands: [
                    EmitCommand.self, EventsCommand.self, RetryCommand.self, CancelCommand.self, TailCommand.self, TokenCommand.self,
                    SessionCommand.self,
                ]),
            CommandGroup(name: "Operations", subcommands: [DoctorCommand.self, BackupCommand.self, MigrateCommand.self, KeysCommand.self]),
        ])
}
