import Foundation
import Hummingbird

/// The format of `Web/dist/pages.pack`: the length of the index (4 bytes, little endian), the index as JSON, then the
/// bytes of all files one after another.
extension StaticFiles {
    private struct Entry: Decodable {
        /// Where the bytes lie, counted from the end of the index.
        struct Span: Decodable {
            var offset: Int
            var length: Int
        }
        /// The name that stays when the content changes.
        var name: String?
        var path: String
        var type: String
        var hash: String
        var plain: Span
        var gzip: Span?
    }

    /// - Parameter pack: a pack; one that is empty or damaged holds no files.
    public init(pack: UnsafeRawBufferPointer) {
        self = Self.read(pack) ?? .none
    }

    private static func read(_ pack: UnsafeRawBufferPointer) -> StaticFiles? {
        guard pack.count > 4 else { return nil }
        let length = Int(UInt32(littleEndian: pack.loadUnaligned(as: UInt32.self)))
        guard length <= pack.count - 4 else { return nil }
        let index = Data(pack[4..<(4 + length)])
        guard let entries = try? JSONDecoder().decode([Entry].self, from: index) else { return nil }
        let content = pack[(4 + length)...]
        var files: [String: StaticFile] = [:]
        var names: [String: String] = [:]
        for entry in entries {
            let gzip = entry.gzip.map { bytes($0, of: content) }
            // A span that lies outside means that the pack was cut.
            guard let plain = bytes(entry.plain, of: content), gzip.map({ $0 != nil }) ?? true else { return nil }
            files[entry.path] = StaticFile(
                path: entry.path, contentType: entry.type, hash: entry.hash, bytes: plain, gzip: gzip.flatMap(\.self))
            if let name = entry.name { names[name] = entry.path }
        }
        return StaticFiles(files: files, names: names)
    }

    private static func bytes(_ span: Entry.Span, of content: Slice<UnsafeRawBufferPointer>) -> ByteBuffer? {
        guard span.offset >= 0, span.length >= 0, span.offset <= content.count - span.length else { return nil }
        let start = content.startIndex + span.offset
        return ByteBuffer(bytes: content[start..<(start + span.length)])
    }
}
