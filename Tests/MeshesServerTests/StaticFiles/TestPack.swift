import Foundation
import MeshesServer

/// A pack as `make web` writes it.
enum TestPack {
    struct File {
        var name: String?
        var path: String
        var type: String
        var plain: String
        var gzip: String?
    }

    static func files(_ files: [File]) -> StaticFiles {
        let bytes = bytes(files)
        return bytes.withUnsafeBytes { StaticFiles(pack: $0) }
    }

    static func bytes(_ files: [File]) -> [UInt8] {
        var content: [UInt8] = []
        func add(_ text: String) -> [String: Int] {
            defer { content += Array(text.utf8) }
            return ["offset": content.count, "length": text.utf8.count]
        }
        let entries = files.map { file in
            var entry: [String: Any] = [
                "path": file.path, "type": file.type, "hash": "h\(file.plain.utf8.count)", "plain": add(file.plain),
            ]
            if let name = file.name { entry["name"] = name }
            if let gzip = file.gzip { entry["gzip"] = add(gzip) }
            return entry
        }
        let index = (try? JSONSerialization.data(withJSONObject: entries)) ?? Data()
        return withUnsafeBytes(of: UInt32(index.count).littleEndian) { Array($0) } + Array(index) + content
    }
}
