import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Gathers the body of an answer.
final class BodyCollector: ResponseBodyWriter {
    private let buffer = Mutex(ByteBuffer())

    var bytes: [UInt8] { buffer.withLock { Array($0.readableBytesView) } }

    func write(_ buffer: ByteBuffer) async throws {
        _ = self.buffer.withLock { $0.writeImmutableBuffer(buffer) }
    }

    func finish(_: HTTPFields?) async throws {}
}
