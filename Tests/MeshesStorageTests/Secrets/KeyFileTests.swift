import Foundation
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@Suite struct KeyFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var file: KeyFile { KeyFile(inDirectory: folder.url.path) }
    private var text: String { get throws { try String(contentsOfFile: file.path, encoding: .utf8) } }
    private var mode: Int? {
        get throws { (try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber)?.intValue }
    }

    private func set(mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    @Test func isMadeOnceForItsOwnerOnly() throws {
        let made = try KeyRing(file: file)
        #expect(try mode == 0o600)
        #expect(try KeyRing(file: file).ids == made.ids)
        #expect(made.ids.count == 1)
    }

    @Test func mayNotBeReadByOthers() throws {
        _ = try KeyRing(file: file)
        for mode in [0o640, 0o604, 0o660] {
            try set(mode: mode)
            #expect(throws: EncryptionKeyError.openToOthers(path: file.path)) { try KeyRing(file: file) }
        }
    }

    @Test(arguments: ["no base64!", "c2hvcnQ=", String(repeating: "A", count: 64), ",\n"])
    func mustHoldKeysOfThirtyTwoBytes(_ text: String) throws {
        let good = Data([UInt8](repeating: 1, count: 32)).base64EncodedString()
        for text in text.contains(where: \.isLetter) ? [text, good + "\n" + text] : [text] {
            try Data(text.utf8).write(to: URL(filePath: file.path))
            try set(mode: 0o600)
            #expect(throws: EncryptionKeyError.notAKey) { try KeyRing(file: file) }
            #expect(throws: EncryptionKeyError.notAKey) { try file.addKey() }
            #expect(try self.text == text)
        }
    }

    @Test(arguments: ["", "\n", " \n\n"]) func anEmptyFileIsNamedAndStays(_ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: file.path))
        try set(mode: 0o600)
        #expect(throws: EncryptionKeyError.empty(path: file.path)) { try KeyRing(file: file) }
        #expect(throws: EncryptionKeyError.empty(path: file.path)) { try file.addKey() }
        #expect(try self.text == text)
    }

    @Test func isMadeByOneOfManyAtOnce() async throws {
        let file = file
        let made = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { try KeyRing(file: file).ids } }
            return try await group.reduce(into: Set<[String]>()) { $0.insert($1) }
        }
        #expect(made.count == 1)
    }

    @Test func aMissingDirectoryIsNamed() throws {
        let missing = folder.url.path + "/missing"
        let error = #expect(throws: EncryptionKeyError.self) { try KeyRing(file: KeyFile(inDirectory: missing)) }
        guard case .unreadable(missing + "/" + KeyFile.name, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func bothAlphabetsAreReadAndKeysThatComeTwiceCountOnce() throws {
        let bytes = [UInt8](repeating: 0xFB, count: 32)
        let standard = Data(bytes).base64EncodedString()
        let url = standard.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(standard != url)
        let id = try EncryptionKey.test(0xFB).id
        #expect(try KeyRing(text: standard).ids == [id])
        #expect(try KeyRing(text: "\(url), \(standard)\n").ids == [id])
        #expect(throws: EncryptionKeyError.notAKey) { try KeyRing(text: "") }
    }

    @Test func aNewKeyComesFirstAndOldOnesStayUntilTheyAreTakenOut() throws {
        let old = try KeyRing(file: file).ids
        let new = try file.addKey()
        #expect(try KeyRing(file: file).ids == [new] + old)
        #expect(try mode == 0o600)
        #expect(try text.split(separator: "\n").count == 2)
        try file.remove(Set(old + [new]))
        #expect(try KeyRing(file: file).ids == [new])
        #expect(try mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [KeyFile.name])
    }

    @Test func whoWaitsToWriteWhileTheKeyChangesWritesUnderTheNewOne() async throws {
        let time = ManualTime()
        let store = try await Store.open(
            sqlite: folder.url.path + "/store.sqlite", keys: KeyRing(file: file), time: time, ids: IdentifierSource(time: time))
        let access = Access.system(try await store.organizations.create(name: "Acme").id)
        let (began, goOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let first: Void = store.database.write { _ in
            began.signal()
            _ = goOn.wait(timeout: .now() + 20)
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                _ = began.wait(timeout: .now() + 20)
                continuation.resume()
            }
        }
        async let waiting = store.machineKeys.create(access, name: "Waits")
        for _ in 0..<1000 { await Task.yield() }
        let new = try file.addKey()
        goOn.signal()
        try await first
        _ = try await waiting
        #expect(try await store.sealedValues.usage().map(\.key) == [new])
        try await store.close()
    }

    @Test func aRunningStoreTakesUpANewKeyByItself() async throws {
        let path = folder.url.path + "/store.sqlite"
        let time = ManualTime()
        func open() async throws -> Store {
            try await Store.open(sqlite: path, keys: KeyRing(file: file), time: time, ids: IdentifierSource(time: time))
        }
        let running = try await open()
        let access = Access.system(try await running.organizations.create(name: "Acme").id)
        let first = try await running.machineKeys.create(access, name: "First")
        let signature = running.sessions.signingKeys.newest.sign("text".utf8)
        let new = try file.addKey()
        let mover = try await open()
        #expect(try await mover.sealedValues.reseal().moved == 1)
        // It reads what is under the new key now, and writes under it.
        #expect(try await running.machineKeys.list(access).map(\.secret) == [first.secret])
        _ = try await running.machineKeys.create(access, name: "Second")
        #expect(try await mover.sealedValues.usage().map(\.key) == [new])
        // What the old key signed stays good, and the new one signs.
        let keys = running.sessions.signingKeys
        #expect(keys.newest.id == new)
        #expect(keys.all.map { $0.isValid(signature, of: "text".utf8) } == [false, true])
        // A file that cannot be used changes nothing.
        try Data("broken".utf8).write(to: URL(filePath: file.path))
        _ = try await running.machineKeys.create(access, name: "Third")
        #expect(try await running.sealedValues.usage().map(\.count) == [3])
        try await mover.close()
        try await running.close()
    }
}
