extension GuardPolicy {
    /// What remains to be asked of the addresses once a URL has been let through.
    struct Admission: Hashable {
        /// The operator has listed the host: its addresses need not be public.
        var isHostAllowed: Bool
        /// Scheme, name or port are open only to addresses of `allowedCIDRs`.
        var needsListedAddress: Bool
    }

    /// Judges scheme, host name and port.
    func admit(_ url: WebURL) throws(GuardRefusal) -> Admission {
        guard !isOpen else { return Admission(isHostAllowed: true, needsListedAddress: false) }
        guard !deniedHosts.contains(where: { $0.matches(url) }) else { throw GuardRefusal("names a host that this server does not call") }
        guard !ownHosts.contains(where: { $0.matches(url) }) else { throw GuardRefusal("must not lead to this server itself") }
        if allowedHosts.contains(where: { $0.matches(url) }) {
            guard url.scheme == .https || allowHTTP != .never else { throw GuardRefusal("must start with https://") }
            return Admission(isHostAllowed: true, needsListedAddress: false)
        }
        var refusal: GuardRefusal?
        if url.scheme == .http, allowHTTP != .always { refusal = GuardRefusal("must start with https://") }
        if refusal == nil, !PortRules.isOpen(url.port, scheme: url.scheme) { refusal = GuardRefusal("has a port that this server does not call") }
        if case .name(let name) = url.host, NameRules.isLocal(name) { throw GuardRefusal("must have a public host name") }
        guard let refusal else { return Admission(isHostAllowed: false, needsListedAddress: false) }
        // An allowed range opens ports, and plain http if that is allowed for listed targets; which address a name has is
        // known only when it is called.
        guard !allowedCIDRs.isEmpty, url.scheme == .https || allowHTTP != .never else { throw refusal }
        return Admission(isHostAllowed: false, needsListedAddress: true)
    }

    /// Judges a URL that is to be saved: everything that can be told without a look-up.
    public func check(_ url: WebURL) throws(GuardRefusal) {
        let admission = try admit(url)
        if case .address(let address) = url.host, !permits(address, admission) {
            throw GuardRefusal("must not lead to an address that this server does not call")
        }
    }
}
