import ArgumentParser
import MeshesStorage

struct DropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "Take old keys that nothing needs out of encryption.key.",
        discussion: """
            Refuses while a secret is encrypted with an old key, and as long as a session has a token that may have been signed \
            with it: an hour after the rotation at most.
              meshes keys drop --data ./data
            Not to wait for those sessions, whose pages then have to be opened anew:
              meshes keys drop --data ./data --now
            Backups from the time of an old key need it: keep a copy as long as them.
            """)

    private struct Reply: Encodable {
        let dropped: [String]
        let keys: [KeyReport.Key]
    }

    @Flag(name: .long, help: "Also end the sessions whose token was signed with an old key.")
    var now = false

    @OptionGroup(title: "Settings") var options: ServerOptions

    func run() async throws {
        let settings = try Settings(try await options.load())
        let output = Output(json: options.json)
        LogSetup.start(level: .warning, format: .auto)
        guard settings.encryptionKey == nil else {
            throw CommandFailure(
                "The keys come from \(SettingTable.encryptionKey.environmentName): take old ones out there. meshes doctor tells which are needed.")
        }
        let lock = try DataDirectory.prepare(settings.data).lockKeys()
        defer { lock.release() }
        try await OpenedStore.with(settings) { store in
            if store.isShared { try NodeKeys(nodes: try await store.nodes.living()).requireFirst(of: store.sealedValues.keys) }
            let report = try await KeyReport(store)
            if let needed = report.needed.first {
                throw CommandFailure("Secrets that need the key \(needed.id): \(needed.secrets). Run meshes keys rotate first.")
            }
            if !now, let end = report.oldTokens.expireAt {
                throw CommandFailure(
                    """
                    Sessions whose token may be signed with \(report.unneeded.names): \(report.oldTokens.count), the last until \(end). \
                    Wait until then, or end them: meshes keys drop --now
                    """)
            }
            let dropped = report.unneeded
            if !dropped.isEmpty { try store.sealedValues.keys.file?.remove(Set(dropped.map(\.id))) }
            if output.isJSON { return try output.json(Reply(dropped: dropped.map(\.id), keys: report.keys.filter(\.isNewest))) }
            output.say(dropped.isEmpty ? "There is no old key." : "\(output.paint.green("✓")) \(dropped.names) is dropped")
        }
    }
}
