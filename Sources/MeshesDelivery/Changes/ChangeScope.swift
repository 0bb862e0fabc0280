public import MeshesModel

/// Which changes of a workspace somebody may learn of.
public struct ChangeScope: Hashable, Sendable {
    /// Events and rules of this resource only.
    public var lock: ResourceLock?
    public var includesHidden: Bool

    public init(lock: ResourceLock? = nil, includesHidden: Bool = true) {
        self.lock = lock
        self.includesHidden = includesHidden
    }

    func includes(_ change: Change) -> Bool {
        switch change {
        case .event(_, let resource, let id): isWithinLock(resource, id)
        case .rule(_, let resource, let id, let hidden): isWithinLock(resource, id) && (includesHidden || !hidden)
        case .connection(_, let hidden): includesHidden || !hidden
        case .manyEvents: true
        }
    }

    private func isWithinLock(_ resource: String?, _ id: String?) -> Bool {
        lock.map { $0.resource == resource && $0.resourceID == id } ?? true
    }
}
