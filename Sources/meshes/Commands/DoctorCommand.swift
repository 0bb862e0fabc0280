import ArgumentParser
import Logging
import MeshesModel

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check this installation; show every setting and where it comes from.",
        discussion: """
            Secrets are masked. The exit code is 1 when something is wrong:
              meshes doctor --data ./data
            The reference of all settings, as Markdown:
              meshes doctor --settings
            """)

    private struct Report: Encodable {
        let checks: [Check]
        let settings: [SettingReport.Line]
    }

    @Option(name: .long, help: "Address that serve would listen on.")
    var host: String?

    @Option(name: .long, help: "Port that serve would listen on.")
    var port: String?

    @Flag(name: .customLong("settings"), help: "Print the reference of all settings instead.")
    var reference = false

    @OptionGroup(title: "Settings") var options: ServerOptions

    func run() async throws {
        if reference { return Output.write(SettingTable.markdown + "\n") }
        LogSetup.start(level: .error, format: .auto)
        let sources = try await options.load(["host": host, "port": port])
        let settings = SettingReport(sources)
        let checks = try await checks(sources, settings)
        let output = Output(json: options.json)
        if output.isJSON { try output.json(Report(checks: checks, settings: settings.lines)) } else { show(checks, settings, output) }
        if checks.contains(where: { $0.verdict == .bad }) { throw ExitCode.failure }
    }

    private func checks(_ sources: SettingSources, _ report: SettingReport) async throws -> [Check] {
        let machine = MachineChecks(now: SystemTime().now()).all
        guard report.problems.isEmpty else {
            return report.problems.map { .bad("settings", "\($0.name) (\($0.source)) \($0.problem ?? "")") } + machine
        }
        let settings = try Settings(sources)
        let known = Set(SettingTable.sections.flatMap(\.settings).map(\.environmentName))
        return UnknownVariables.checks(known: known) + DirectoryChecks(settings: settings).all + (await store(settings))
            + (await NetworkChecks(settings: settings).all()) + IntegrationChecks(settings: settings).all + machine
    }

    private func store(_ settings: Settings) async -> [Check] {
        if let database = settings.database { return await DatabaseChecks(database: database, settings: settings).all() }
        return await StoreChecks(settings: settings).all()
    }

    private func show(_ checks: [Check], _ report: SettingReport, _ output: Output) {
        output.say(output.paint.bold("Checks"))
        for check in checks { output.say(check.line(paint: output.paint)) }
        output.say("\n" + output.paint.bold("Settings in force"))
        var table = Table([.init("setting"), .init("value", isFlexible: true), .init("from")])
        table.rows = report.lines.map { line in
            [Cell(line.name), Cell(line.value) { line.source == "default" ? $0.dim($1) : $0.bold($1) }, Cell(line.source) { $0.dim($1) }]
        }
        output.show(table, indent: 2)
    }
}
