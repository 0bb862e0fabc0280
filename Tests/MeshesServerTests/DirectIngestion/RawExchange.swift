import NIOCore
import NIOPosix

/// Bytes to a server and what comes back, so that a test decides how requests lie on the wire.
struct RawExchange: Sendable {
    let port: Int

    /// Sends the pieces, each flushed by itself, and reads until so many answers have come whole.
    func send(_ pieces: [String], answers: Int) async throws -> [RawAnswer] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
            var text = ""
            for try await buffer in inbound {
                text += String(buffer: buffer)
                let found = RawAnswer.all(in: text)
                if found.count >= answers { return found }
            }
            return RawAnswer.all(in: text)
        }
    }
}

/// One answer as it came, with its length given.
struct RawAnswer: Sendable {
    let status: Int
    /// In lower case.
    let headers: [String: String]
    let body: String

    /// The answers that `text` holds whole.
    static func all(in text: String) -> [RawAnswer] {
        var answers: [RawAnswer] = []
        var rest = Substring(text)
        while let end = rest.firstRange(of: "\r\n\r\n") {
            let lines = rest[..<end.lowerBound].split(separator: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                headers[parts[0].lowercased()] = parts[1].trimmingPrefix(" ").description
            }
            let length = headers["content-length"].flatMap { Int($0) } ?? 0
            let body = rest[end.upperBound...].utf8.prefix(length)
            let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            guard let status, body.count == length else { break }
            answers.append(RawAnswer(status: status, headers: headers, body: String(decoding: body, as: UTF8.self)))
            rest = rest[body.endIndex...]
        }
        return answers
    }
}
