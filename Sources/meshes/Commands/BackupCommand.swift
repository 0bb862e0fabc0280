import ArgumentParser
import Foundation
import MeshesStorage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the store into one file, also while the server runs.",
        discussion: """
            meshes backup --data ./data --to /backups/meshes-2026-01-31.sqlite
            The secrets in it are encrypted, and the key (encryption.key in the data directory, or MESHES_ENCRYPTION_KEY) is not
            in it: keep the key somewhere else, and an old one as long as copies from its time. To restore, put the file into an
            empty data directory as meshes.sqlite, the key beside it as encryption.key, and start the server.
            """)

    @Option(name: .long, help: "The file to make. It must not exist.")
    var to: String

    @OptionGroup(title: "Settings") var options: ServerOptions

    func run() async throws {
        let settings = try Settings(try await options.load())
        let output = Output(json: options.json)
        if let database = settings.database {
            throw CommandFailure(
                """
                The store is PostgreSQL at \(database.place): back it up with pg_dump --format=custom, or with pg_basebackup and \
                the archived log for a restore to any moment.
                """)
        }
        let bytes: Int
        do {
            bytes = try SQLiteBackup.copy(DataDirectory(path: settings.data).storePath, to: to)
        } catch let failure as BackupFailure {
            throw CommandFailure(failure.description)
        } catch let failure as DatabaseFailure {
            throw CommandFailure("The backup failed and nothing was kept of it: \(failure.message).")
        }
        if output.isJSON { return try output.json(BackupReply(file: to, bytes: bytes)) }
        output.say("\(output.paint.green("✓")) \(to), \(bytes.formatted(.byteCount(style: .file)))")
        output.say("The encryption key is not in it; keep it somewhere else.")
    }

    private struct BackupReply: Encodable {
        var file: String
        var bytes: Int
    }
}
