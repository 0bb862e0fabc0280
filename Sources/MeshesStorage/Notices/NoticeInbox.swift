import Synchronization

/// Where notices gather until their reader takes them; bounded, and putting one in never waits.
final class NoticeInbox: Sendable {
    let bell: AsyncStream<Void>
    private let ringer: AsyncStream<Void>.Continuation
    private let batch = Mutex(NoticeBatch())

    init() {
        (bell, ringer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func put(_ texts: [String]) {
        batch.withLock { batch in
            batch.texts.append(contentsOf: texts)
            guard batch.texts.count > NoticeLimits.waiting else { return }
            batch.texts.removeAll()
            batch.isIncomplete = true
        }
        ringer.yield()
    }

    /// - Parameter isListening: false when the others are not heard any more. When they are again, something was missed.
    func mark(isListening: Bool) {
        batch.withLock { batch in
            if isListening { batch.isIncomplete = true }
            batch.isListening = isListening
        }
        ringer.yield()
    }

    func missed() {
        batch.withLock { $0.isIncomplete = true }
        ringer.yield()
    }

    func take() -> NoticeBatch {
        batch.withLock { batch in
            defer {
                batch.texts = []
                batch.isIncomplete = false
            }
            return batch
        }
    }

    func close() { ringer.finish() }
}
