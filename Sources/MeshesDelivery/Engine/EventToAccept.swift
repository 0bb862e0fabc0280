public import MeshesModel
public import MeshesStorage

/// One event on its way into the store.
public struct EventToAccept: Sendable {
    public var draft: EventDraft
    /// Where it goes; the caller has checked that the credential may emit there.
    public var workspace: Workspace.ID
    /// Makes it a test event: delivered through this rule alone, whatever the rule matches.
    public var testing: Rule.ID?

    public init(draft: EventDraft, workspace: Workspace.ID, testing: Rule.ID? = nil) {
        self.draft = draft
        self.workspace = workspace
        self.testing = testing
    }
}

/// What accepting made of one event.
public enum AcceptedEvent: Sendable {
    /// Durable: nothing accepted is ever lost.
    case accepted(Event)
    case refused(MeshesError)
    /// Another request with the same idempotency key was first; its record says what was answered.
    case duplicate(IdempotencyRecord)
}
