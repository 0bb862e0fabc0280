import Hummingbird
import MeshesDelivery
import MeshesModel
import NIOCore
import ServiceLifecycle

/// The body of a live stream: server-sent events that name what has changed, and a sign of life now and then.
struct ChangeStream: Sendable {
    /// The shortest time between two messages.
    static let pace = Duration.milliseconds(250)
    /// How often a sign of life is sent and the caller's credential looked at again.
    static let keepAlive = Duration.seconds(15)

    let subscription: ChangeSubscription
    let time: any TimeSource
    /// Whether the caller could still open this stream.
    let isStillAllowed: @Sendable () async -> Bool

    /// Writes until the caller is gone or no longer allowed, or the server shuts down.
    func write(to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "event: open\ndata: {}\n\n"))
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                if (try? await gracefulShutdown()) != nil { subscription.close() }
            }
            // All that takes time happens beside this loop and rings when it is over, so that closing ends it at once.
            func ring(at moment: Timestamp) {
                group.addTask {
                    if (try? await time.sleep(until: moment)) != nil { subscription.ring() }
                }
            }
            var nextMessage = time.now()
            var nextSign = nextMessage + Self.keepAlive
            ring(at: nextSign)
            for await _ in subscription.bell {
                let now = time.now()
                if now >= nextSign {
                    guard await isStillAllowed() else { break }
                    try await writer.write(ByteBuffer(string: ": keep-alive\n\n"))
                    nextSign = now + Self.keepAlive
                    ring(at: nextSign)
                }
                if now >= nextMessage, let changes = subscription.take() {
                    try await writer.write(try Self.message(changes))
                    nextMessage = now + Self.pace
                    ring(at: nextMessage)
                }
            }
            group.cancelAll()
        }
        try await writer.finish(nil)
    }

    private static func message(_ changes: ChangeSet) throws -> ByteBuffer {
        var buffer = ByteBuffer(string: "event: changed\ndata: ")
        buffer.writeBytes(try Reply.encode(ChangeSetReply(changes)))
        buffer.writeStaticString("\n\n")
        return buffer
    }
}
