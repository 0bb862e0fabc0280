import Foundation
import MeshesModel
import NIOCore

/// Turns an answer into what may be kept of it (webhook.md 3.6, delivery.md 11).
enum ResponseCapture {
    /// Bytes of text that are kept.
    static let keptBytes = 8 * 1024

    private static let kept: Set<String> = [
        "content-type", "content-length", "date", "server", "retry-after", "location", "www-authenticate", "x-request-id",
        "request-id", "traceparent", "cf-ray",
    ]

    static func response(_ answer: OutboundAnswer, redaction: Redaction) -> ResponseDetails.Response {
        let contentType = answer.header("content-type").map { redaction.apply(to: printable($0)) }
        let text = isText(contentType, answer.body) ? text(of: answer, redaction: redaction) : nil
        return ResponseDetails.Response(
            status: answer.status,
            headers: headers(of: answer, redaction: redaction),
            contentType: contentType,
            body: text?.body,
            bodyBytes: answer.body.readableBytes,
            bodyTruncated: answer.bodyCut || text?.cut == true
        )
    }

    /// The allow-listed headers by lower-case name; several of one name are joined with a comma.
    static func headers(of answer: OutboundAnswer, redaction: Redaction) -> [String: String] {
        var result: [String: String] = [:]
        for (name, value) in answer.headers {
            let key = name.lowercased()
            guard kept.contains(key) || key.hasPrefix("ratelimit") else { continue }
            var value = redaction.apply(to: printable(value))
            if key == "location" { value = URLRedaction.apply(to: value) }
            result[key] = result[key].map { "\($0), \(value)" } ?? value
        }
        return result
    }

    /// The text of the body without secrets and control characters, cut to what is kept.
    static func text(of answer: OutboundAnswer, redaction: Redaction) -> (body: String, cut: Bool) {
        // Secrets go before the cut, so that half of one cannot stay at the end.
        let whole = redaction.apply(to: printable(String(decoding: answer.body.readableBytesView, as: UTF8.self)))
        guard whole.utf8.count > keptBytes else { return (whole, false) }
        var end = whole.utf8.index(whole.startIndex, offsetBy: keptBytes)
        while end > whole.startIndex, end.samePosition(in: whole.unicodeScalars) == nil { end = whole.utf8.index(before: end) }
        return (String(whole[..<end]), true)
    }

    private static func isText(_ contentType: String?, _ body: ByteBuffer) -> Bool {
        guard let contentType else { return !body.readableBytesView.contains(0) }
        let type = contentType.split(separator: ";").first.map { $0.lowercased().trimmingCharacters(in: .whitespaces) } ?? ""
        return type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
            || ["application/json", "application/xml", "application/javascript", "application/x-www-form-urlencoded",
                "application/x-ndjson", "application/yaml", "application/graphql"].contains(type)
    }

    /// Without control characters, but for tab and line ends.
    private static func printable(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isControl(scalar.value) { result.append(scalar) }
        return String(result)
    }

    private static func isControl(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F...0x9F: true
        default: false
        }
    }
}
