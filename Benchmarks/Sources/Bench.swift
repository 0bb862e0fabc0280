import ArgumentParser

/// The measuring tools behind `Benchmarks/run`, which starts them and puts their figures side by side.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meshes-bench",
        abstract: "Load, receivers and ceilings for the benchmark; every command prints one JSON object.",
        subcommands: [
            LoadCommand.self, ReceiverCommand.self, ProvidersCommand.self, BareCommand.self, ClientCommand.self,
            PlainClientCommand.self, RawSQLiteCommand.self, RawPostgresCommand.self, RawQueueCommand.self, StoreCommand.self,
            QueueCommand.self, FillCommand.self,
        ]
    )
}
