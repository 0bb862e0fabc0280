import Foundation

/// A certificate authority in a temporary folder, made by the `openssl` command.
public struct TestCertificateAuthority: Sendable {
    /// Its root, for the clients.
    public let caFile: String
    private let folder: String

    public init() throws {
        folder = NSTemporaryDirectory() + "meshes-test-ca-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        caFile = folder + "/ca.pem"
        try openssl("req -x509 \(Self.newKey) -keyout ca.key -out ca.pem -subj /CN=Tests -days 2")
    }

    /// A certificate for a host name.
    ///
    /// - Parameter days: negative for one that has expired.
    public func certificate(for name: String, days: Int = 1) throws -> TestCertificate {
        let id = UUID().uuidString
        try "subjectAltName=DNS:\(name)\n".write(toFile: "\(folder)/\(id).ext", atomically: true, encoding: .utf8)
        try openssl("req \(Self.newKey) -keyout \(id).key -out \(id).csr -subj /CN=\(name)")
        try openssl("x509 -req -in \(id).csr -CA ca.pem -CAkey ca.key -set_serial \(abs(id.hashValue)) -out \(id).pem -days \(days) -extfile \(id).ext")
        return TestCertificate(chainFile: "\(folder)/\(id).pem", keyFile: "\(folder)/\(id).key")
    }

    /// Deletes the files.
    public func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

    private func openssl(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
