import NIOSSL
import Synchronization

/// What certificates are checked against: the system's roots and those that the operator added. Reading them takes
/// milliseconds, so it is done once, when the first encrypted connection is opened.
final class TrustedRoots: Sendable {
    let configuration: TLSConfiguration
    private let made = Mutex<NIOSSLContext?>(nil)

    /// - Throws: when the file of extra root certificates cannot be read.
    init(caFile: String?) throws(GuardSettingError) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        tls.renegotiationSupport = .none
        tls.applicationProtocols = ["http/1.1"]
        if let caFile {
            do {
                tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(caFile))]
            } catch {
                throw GuardSettingError(setting: "webhooks.caFile", value: caFile, expected: "a readable PEM file with certificates")
            }
        }
        configuration = tls
    }

    func context() throws -> NIOSSLContext {
        try made.withLock { made in
            if let made { return made }
            let context = try NIOSSLContext(configuration: configuration)
            made = context
            return context
        }
    }
}
