import Synchronization

/// Over how many nodes a limit is divided that holds for all of them together. One, until told otherwise.
public final class NodeShare: Sendable {
    private let serving = Atomic<Int>(1)
    private let dispatching = Atomic<Int>(1)

    public init() {}

    /// Nodes that have a role, at least 1.
    public func count(_ role: NodeRole) -> Int {
        switch role {
        case .api: serving.load(ordering: .relaxed)
        case .dispatch: dispatching.load(ordering: .relaxed)
        }
    }

    /// To be called with what is known of the nodes now.
    public func set(api: Int, dispatch: Int) {
        serving.store(max(api, 1), ordering: .relaxed)
        dispatching.store(max(dispatch, 1), ordering: .relaxed)
    }

    /// This node's part of a whole number, rounded up.
    public func part(of whole: Int, _ role: NodeRole) -> Int {
        let count = count(role)
        return (whole + count - 1) / count
    }
}
