import CMeshesPages

/// The files of the workspace pages, the host script and the documentation, in memory.
public struct StaticFiles: Sendable {
    /// What was built into this program; empty when the pages had not been built before it.
    public static let bundled = StaticFiles(
        pack: UnsafeRawBufferPointer(start: meshes_pages_bytes(), count: meshes_pages_length()))

    /// Nothing.
    public static let none = StaticFiles(files: [:], names: [:])

    private let files: [String: StaticFile]
    private let names: [String: String]

    init(files: [String: StaticFile], names: [String: String]) {
        self.files = files
        self.names = names
    }

    public var isEmpty: Bool { files.isEmpty }

    /// Where a file is served whose name changes with its content.
    ///
    /// - Parameter logicalName: for example `app.js`.
    /// - Returns: for example `/assets/app-7QX2HMBD.js`; nil when there is no such file.
    public func path(of logicalName: String) -> String? { names[logicalName] }

    func file(at path: String) -> StaticFile? { files[path] }
}
