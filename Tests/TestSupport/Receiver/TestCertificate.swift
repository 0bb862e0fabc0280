import Foundation

/// A server certificate in files.
public struct TestCertificate: Sendable {
    public let chainFile: String
    public let keyFile: String
}
