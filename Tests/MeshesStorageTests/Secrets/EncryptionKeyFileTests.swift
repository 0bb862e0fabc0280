import Foundation
import MeshesStorage
import MeshesTestSupport
import Testing

@Suite struct EncryptionKeyFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.url.path + "/" + EncryptionKey.fileName }

    @Test func isMadeOnceForItsOwnerOnly() throws {
        let made = try EncryptionKey.loadOrCreate(inDirectory: folder.url.path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(try EncryptionKey.loadOrCreate(inDirectory: folder.url.path).id == made.id)
    }

    @Test func mayNotBeReadByOthers() throws {
        _ = try EncryptionKey.loadOrCreate(inDirectory: folder.url.path)
        for mode in [0o640, 0o604, 0o660] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(throws: EncryptionKeyError.openToOthers(path: path)) { try EncryptionKey.loadOrCreate(inDirectory: folder.url.path) }
        }
    }

    @Test(arguments: ["", "no base64!", "c2hvcnQ=", String(repeating: "A", count: 64)])
    func mustHoldThirtyTwoBytes(_ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: EncryptionKeyError.notAKey) { try EncryptionKey.loadOrCreate(inDirectory: folder.url.path) }
    }

    @Test func aMissingDirectoryIsNamed() throws {
        let missing = folder.url.path + "/missing"
        let error = #expect(throws: EncryptionKeyError.self) { try EncryptionKey.loadOrCreate(inDirectory: missing) }
        guard case .unreadable(missing + "/" + EncryptionKey.fileName, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func bothAlphabetsAreRead() throws {
        let bytes = [UInt8](repeating: 0xFB, count: 32)
        let standard = Data(bytes).base64EncodedString()
        let url = standard.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(standard != url)
        #expect(try EncryptionKey(base64: standard).id == EncryptionKey(bytes: bytes)?.id)
        #expect(try EncryptionKey(base64: url + "\n").id == EncryptionKey(bytes: bytes)?.id)
    }
}
