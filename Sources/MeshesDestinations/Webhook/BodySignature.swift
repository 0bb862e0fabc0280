import Crypto
import Foundation
import NIOCore

/// The HMAC over the exact bytes of the body, as a header.
struct BodySignature: Sendable {
    enum Algorithm: String, CaseIterable, Sendable {
        case sha256, sha512
    }
    enum Encoding: String, CaseIterable, Sendable {
        case hex, base64
    }

    static let defaultHeader = "X-Meshes-Signature"

    let algorithm: Algorithm
    let encoding: Encoding
    let header: String
    let prefix: String
    private let key: SymmetricKey

    /// - Parameter secret: its UTF-8 bytes are the key; nothing is decoded.
    init(algorithm: Algorithm, encoding: Encoding = .hex, header: String = defaultHeader, prefix: String = "", secret: String) {
        self.algorithm = algorithm
        self.encoding = encoding
        self.header = header
        self.prefix = prefix
        self.key = SymmetricKey(data: Array(secret.utf8))
    }

    /// The header's value.
    func value(for body: ByteBuffer) -> String {
        switch algorithm {
        case .sha256: prefix + encoded(code(SHA256.self, body))
        case .sha512: prefix + encoded(code(SHA512.self, body))
        }
    }

    private func code<H: HashFunction>(_: H.Type, _ body: ByteBuffer) -> HashedAuthenticationCode<H> {
        var hmac = HMAC<H>(key: key)
        body.withUnsafeReadableBytes { hmac.update(data: $0) }
        return hmac.finalize()
    }

    private func encoded(_ code: some Sequence<UInt8>) -> String {
        switch encoding {
        case .hex: Hexadecimal.text(code)
        case .base64: Data(code).base64EncodedString()
        }
    }
}

/// Lower-case hexadecimal digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(128)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
