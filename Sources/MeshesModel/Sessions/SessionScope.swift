/// What a session must be given by name, besides a role that allows it.
public enum SessionScope: String, CaseIterable, Codable, Sendable {
    /// Event payloads and captured answers of destinations.
    case readPayloads = "events.payload:read"
}
