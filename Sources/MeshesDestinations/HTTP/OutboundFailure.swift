/// Why no HTTP answer arrived. Texts name neither addresses nor secrets.
public enum OutboundFailure: Error, Hashable, Sendable {
    /// The guard refuses the address or the URL; nothing was sent.
    case forbidden
    /// A time limit ran out; the text says in which phase.
    case timeout(String)
    /// Name look-up, connection, TLS, or an answer that is no HTTP.
    case network(String)
    /// The calling task was cancelled, or the sender is shut down.
    case cancelled
}
