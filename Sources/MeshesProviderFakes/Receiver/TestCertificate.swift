/// A server certificate in files.
public struct TestCertificate: Sendable {
    public let chainFile: String
    public let keyFile: String

    public init(chainFile: String, keyFile: String) {
        self.chainFile = chainFile
        self.keyFile = keyFile
    }
}
