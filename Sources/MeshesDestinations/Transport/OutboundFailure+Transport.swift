import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension OutboundFailure {
    static let connectionFailed = OutboundFailure.network("connection refused or host unreachable")
    static let untrustedCertificate = OutboundFailure.network("TLS: certificate is not trusted")
    static let longHeaders = OutboundFailure.network("answer has a header section of more than 32 KiB")
    static let late = OutboundFailure.timeout("no full answer in time")
    static let connectTimeout = OutboundFailure.timeout("no connection in time")

    private static let nameNotFound = OutboundFailure.network("host name not found")
    private static let lookUpFailed = OutboundFailure.network("name look-up failed")
    private static let otherName = OutboundFailure.network("TLS: certificate is for another name")
    private static let handshakeFailed = OutboundFailure.network("TLS handshake failed")

    /// Whether it may have happened after the request had gone out, so that nobody knows what became of it.
    var mayFollowTheRequest: Bool {
        switch self {
        case .forbidden, .cancelled: false
        case .timeout: self == .late
        case .network:
            ![.connectionFailed, .untrustedCertificate, .nameNotFound, .lookUpFailed, .otherName, .handshakeFailed].contains(self)
        }
    }

    init(_ failure: ResolutionFailure) {
        switch failure {
        case .nameNotFound: self = .nameNotFound
        case .timeout: self = .timeout("name look-up took too long")
        case .unavailable: self = .lookUpFailed
        }
    }

    /// Reads an error of the transport. Its own text is not passed on: it may hold addresses.
    init(transport error: any Error) {
        switch error {
        case let error as IOError: self = Self.system(error.errnoCode)
        case let error as NIOConnectionError:
            self = error.connectionErrors.contains { $0.error is ChannelError } ? .connectTimeout : .connectionFailed
        case ChannelError.connectTimeout: self = .connectTimeout
        case HTTPParserError.headerOverflow: self = .longHeaders
        case is HTTPParserError, is NIOHTTPDecoderError: self = .network("answer is not HTTP")
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .otherName
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self = Self.tls(error)
        case is ConnectionGone: self = .network("connection closed without an answer")
        case is CancellationError: self = .cancelled
        default: self = .network("connection failed")
        }
    }

    private static func system(_ code: CInt) -> OutboundFailure {
        switch code {
        case ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: .connectionFailed
        case ETIMEDOUT: .connectTimeout
        case ECONNRESET, EPIPE: .network("connection reset")
        default: .network("connection failed")
        }
    }

    private static func tls(_ error: any Error) -> OutboundFailure {
        let isCertificate = String(describing: error).contains("CERTIFICATE_VERIFY_FAILED")
        return isCertificate ? .untrustedCertificate : .handshakeFailed
    }
}
