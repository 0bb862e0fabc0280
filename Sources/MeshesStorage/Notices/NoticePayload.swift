/// Several texts as one payload of `NOTIFY`, which carries less than 8000 bytes: who tells, then a line for each text.
enum NoticePayload {
    /// Stands for texts that were too many.
    static let more = "*"
    private static let limit = 7900

    /// - Parameter sender: tells nodes apart, so that none listens to itself.
    static func pack(_ texts: [String], sender: String) -> [String] {
        var payloads: [String] = []
        var payload = sender
        for text in texts {
            if payload.utf8.count + text.utf8.count + 1 > limit {
                payloads.append(payload)
                payload = sender
            }
            payload += "\n" + text
        }
        return payloads + [payload]
    }

    static func unpack(_ payload: String) -> (sender: String, texts: [String]) {
        let lines = payload.split(separator: "\n").map(String.init)
        return (lines.first ?? "", Array(lines.dropFirst()))
    }
}
