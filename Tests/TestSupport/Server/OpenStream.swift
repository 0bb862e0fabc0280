import Foundation
public import HTTPTypes
public import Hummingbird
public import NIOCore
import Synchronization

/// The body of an answer that goes on, as far as it has come.
public final class OpenStream: ResponseBodyWriter, Sendable {
    private let state = Mutex((text: "", finished: false))

    /// Everything so far.
    public var text: String { state.withLock { $0.text } }
    public var isFinished: Bool { state.withLock { $0.finished } }

    /// The data of the `changed` messages so far.
    public var changes: [String] {
        text.components(separatedBy: "\n\n").compactMap { message in
            message.hasPrefix("event: changed\ndata: ") ? String(message.dropFirst("event: changed\ndata: ".count)) : nil
        }
    }

    public func write(_ buffer: ByteBuffer) async throws {
        state.withLock { $0.text += String(buffer: buffer) }
    }

    public func finish(_: HTTPFields?) async throws {
        state.withLock { $0.finished = true }
    }
}
