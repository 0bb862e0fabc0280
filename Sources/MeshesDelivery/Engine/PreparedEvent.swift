import MeshesStorage

/// An event matched against the rules, with places in memory for those of its deliveries that got one.
struct PreparedEvent: Sendable {
    var acceptance: Acceptance
    /// In the order of the acceptance's deliveries; nil where the delivery waits in the store.
    var entries: [QueueEntry?]
}
