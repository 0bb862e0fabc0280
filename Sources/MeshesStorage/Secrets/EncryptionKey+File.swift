import Foundation

extension EncryptionKey {
    /// - Throws: `EncryptionKeyError` unless the text is base64 (either alphabet) of exactly 32 bytes.
    public init(base64 text: String) throws {
        let standard = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        let padded = standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let key = EncryptionKey(bytes: data) else {
            throw EncryptionKeyError.notAKey
        }
        self = key
    }

    /// The name of the key's file in a data directory.
    public static let fileName = "encryption.key"

    /// Reads the key of a data directory, or makes one there (mode 0600) when there is none.
    ///
    /// - Throws: `EncryptionKeyError` when the file holds something else or others may read it.
    public static func loadOrCreate(inDirectory directory: String) throws -> EncryptionKey {
        let path = directory + "/" + fileName
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            try write(Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString() + "\n", to: descriptor, path)
        } else if errno != EEXIST {
            throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        return try load(path)
    }

    private static func write(_ text: String, to descriptor: Int32, _ path: String) throws {
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw EncryptionKeyError.unreadable(path: path, reason: reason)
        }
    }

    private static func load(_ path: String) throws -> EncryptionKey {
        var status = stat()
        guard stat(path, &status) == 0, let text = FileManager.default.contents(atPath: path) else {
            throw EncryptionKeyError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & 0o077 == 0 else { throw EncryptionKeyError.openToOthers(path: path) }
        return try EncryptionKey(base64: String(decoding: text, as: UTF8.self))
    }
}
