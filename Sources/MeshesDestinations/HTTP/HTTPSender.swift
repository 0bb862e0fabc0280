/// Carries out one HTTP exchange. Whatever stands behind it resolves names, applies the guard to every address, never
/// follows a redirect and never repeats a request.
public protocol HTTPSender: Sendable {
    /// Sends the request once and reads the answer as far as the limits of `OutboundAnswer` allow.
    ///
    /// - Throws: an `OutboundFailure` when no HTTP answer arrived.
    func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer

    /// Closes idle connections and lets running exchanges end; later calls of `send` fail.
    func shutdown() async throws
}
