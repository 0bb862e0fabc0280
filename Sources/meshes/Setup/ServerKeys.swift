import MeshesStorage

/// Where a server has its encryption keys from: noted in its data directory, so that nobody who changes keys beside it encrypts
/// with one that it cannot know.
enum ServerKeys {
    /// It follows the key file.
    case file
    /// They came with its settings and stay as they are until it is started again.
    case settings(ids: [String])
    /// Another command works in the directory, or a server that is not that far.
    case unknown

    init(_ keys: KeyRing) {
        self = keys.file == nil ? .settings(ids: keys.ids) : .file
    }

    init(note: String) {
        switch note {
        case "": self = .unknown
        case KeyFile.name: self = .file
        default: self = .settings(ids: note.split(separator: " ").map(String.init))
        }
    }

    var note: String {
        switch self {
        case .unknown: ""
        case .file: KeyFile.name
        case .settings(let ids): ids.joined(separator: " ")
        }
    }

    /// - Throws: `CommandFailure` unless a server with these keys can open what `keys` encrypts.
    func require(_ keys: KeyRing, in directory: String) throws {
        let setting = SettingTable.encryptionKey.environmentName
        switch self {
        case .unknown:
            throw CommandFailure("Another meshes process works in \(directory) and does not say with which keys; try again when it has started or finished.")
        case .file:
            guard keys.file == nil else { return }
            throw CommandFailure("The server in \(directory) takes its keys from \(KeyFile.name): run this without \(setting).")
        case .settings(let ids):
            if keys.file == nil, let newest = keys.ids.first, ids.contains(newest) { return }
            throw CommandFailure(
                """
                The server in \(directory) takes its keys from \(setting) and knows \(ids.joined(separator: ", ")) only: \
                restart it with \(setting)=NEW,OLD, and run this with the same.
                """)
        }
    }
}
