import Synchronization

/// How often sessions have found the server silent: what one finds, the others need not find out by waiting. Where the path to the
/// server is cut without a word, all sessions are cut off together.
final class PostgresSilences: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }

    func note() { number.add(1, ordering: .relaxed) }
}
