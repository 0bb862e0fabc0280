import ArgumentParser
import MeshesStorage

struct RotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Encrypt all secrets with a new key, also while the server runs.",
        discussion: """
            With the key in encryption.key of the data directory, this makes a new key, which the running server takes up by \
            itself, and encrypts every secret anew:
              meshes keys rotate --data ./data
            The old key stays in the file until meshes keys drop takes it out. Interrupted, it goes on when it is run again.

            With MESHES_ENCRYPTION_KEY, and wherever several servers share PostgreSQL, give the new key to each of them first, \
            behind the old one; then put it first everywhere; then:
              MESHES_ENCRYPTION_KEY=NEW,OLD meshes keys rotate
            """)

    private struct Reply: Encodable {
        let made: String?
        let moved: Int
        let keys: [KeyReport.Key]
        let damaged: [Damaged]

        struct Damaged: Encodable {
            let kind, id: String
        }
    }

    @OptionGroup(title: "Settings") var options: ServerOptions

    func run() async throws {
        let settings = try Settings(try await options.load())
        let output = Output(json: options.json)
        LogSetup.start(level: .warning, format: .auto)
        let directory = try DataDirectory.prepare(settings.data)
        let lock = try directory.lockKeys()
        defer { lock.release() }
        try await OpenedStore.with(settings) { store in
            if let note = try directory.note() { try ServerKeys(note: note).require(store.sealedValues.keys, in: directory.path) }
            if store.isShared { try NodeKeys(nodes: try await store.nodes.living()).requireFirst(of: store.sealedValues.keys) }
            try await rotate(store, settings, output)
        }
    }

    private func rotate(_ store: Store, _ settings: Settings, _ output: Output) async throws {
        let before = try await KeyReport(store)
        let made = try before.needed.isEmpty ? newKey(store) : nil
        if let made {
            output.say("The new key is \(made).")
        } else if before.needed.isEmpty {
            output.say("Every secret (\(before.total)) is encrypted with the newest key, \(before.keys.prefix(1).names).")
            output.say("To rotate, \(Self.firstSteps(settings)).")
        }
        let total = made == nil ? before.needed.reduce(0) { $0 + $1.secrets } : before.total
        let result = try await store.sealedValues.reseal { output.say("  moved \($0) of \(total)") }
        let after = try await KeyReport(store)
        if output.isJSON {
            let damaged = result.damaged.map { Reply.Damaged(kind: $0.kind.rawValue, id: $0.id) }
            try output.json(Reply(made: made, moved: result.moved, keys: after.keys, damaged: damaged))
        } else {
            if result.moved > 0 || made != nil || !after.needed.isEmpty { show(after, settings, output) }
            for secret in result.damaged { output.say("  damaged, make it anew: \(secret.kind.rawValue), \(secret.id)") }
        }
        if !after.needed.isEmpty || !result.damaged.isEmpty { throw ExitCode.failure }
    }

    /// Nil where the new key has to reach other servers first.
    private func newKey(_ store: Store) throws -> String? {
        guard !store.isShared, let file = store.sealedValues.keys.file else { return nil }
        do {
            return try file.addKey()
        } catch let error as EncryptionKeyError {
            throw CommandFailure("\(error).")
        }
    }

    private func show(_ report: KeyReport, _ settings: Settings, _ output: Output) {
        guard report.needed.isEmpty else {
            output.say("\(output.paint.red("✗")) Secrets still need an old key: \(report.text).")
            return output.say("Servers that put an old key first still write with it. What is damaged cannot be moved: delete it and make it anew.")
        }
        output.say("\(output.paint.green("✓")) Every secret (\(report.total)) is encrypted with \(report.keys.prefix(1).names).")
        guard !report.unneeded.isEmpty else { return }
        let place = settings.encryptionKey == nil ? "meshes keys drop takes it out of the file" : "take it out of \(SettingTable.encryptionKey.environmentName)"
        output.say("What was signed with \(report.unneeded.names) stays good until it is dropped; in an hour nothing needs it: \(place).")
        output.say("Keep it as long as backups from its time.")
    }

    private static func firstSteps(_ settings: Settings) -> String {
        let place = settings.encryptionKey == nil ? "\(KeyFile.name) of every server" : "\(SettingTable.encryptionKey.environmentName) of every server"
        return "add a new key (openssl rand -base64 32) to \(place), behind the old one; then put it first everywhere; then run this again"
    }
}
