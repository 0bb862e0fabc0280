import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the store's schema up to date.",
        discussion: """
            `meshes serve` does this by itself at every start. Apart from it, to upgrade in two steps:
              meshes migrate --data ./data
            """)

    @OptionGroup(title: "Settings") var options: ServerOptions

    func run() async throws {
        let settings = try Settings(try await options.load())
        let output = Output(json: options.json)
        LogSetup.start(level: .warning, format: .auto)
        let lock = try DataDirectory.prepare(settings.data).lock()
        defer { lock.release() }
        try await OpenedStore.with(settings) { _ in }
        if output.isJSON { return try output.json(["store": settings.storePlace, "state": "up to date"]) }
        output.say("\(output.paint.green("✓")) \(settings.storePlace) is up to date")
    }
}
