public import MeshesModel

/// What all connectors reach their providers through: the network, the clock, the operator's roots, and what calls of
/// different connections must share. One for each process.
public struct ProviderGateway: Sendable {
    private(set) var sender: any HTTPSender
    /// Reaches hosts that tenants name, as far as `hosts` allows.
    private let guardedSender: any HTTPSender
    /// The operator's rules for hosts that tenants name.
    let hosts: GuardPolicy
    let time: any TimeSource
    let userAgent: String
    private let roots: [IntegrationType: WebURL]
    let pacer: RequestPacer
    let locks: KeyedLock
    /// Nil where there can be no other nodes.
    let leases: (any PersonLeases)?
    private let share: NodeShare
    /// For one call of a delivery.
    let callTimeout: Duration
    /// Whether calls go nowhere, so that there is nothing to pace.
    let isRehearsal: Bool

    /// - Parameters:
    ///   - sender: may reach every host, since only operators name the hosts here.
    ///   - userAgent: for example `Meshes-Selfhost/1.0 (+https://meshes.example.com)`.
    ///   - roots: the operator's replacements for API roots.
    ///   - callTimeout: for one call of a delivery, answer and all.
    ///   - share: the nodes over which the providers' rates are divided.
    ///   - leases: keep other nodes from the people that this one works on; nil where there can be none.
    ///   - guardedSender: for hosts that tenants name, with the rules `hosts`; nil to use `sender`.
    public init(
        sender: any HTTPSender, time: any TimeSource, userAgent: String, roots: [IntegrationType: WebURL] = [:],
        callTimeout: Duration = .seconds(15), guardedSender: (any HTTPSender)? = nil, hosts: GuardPolicy = .strict,
        share: NodeShare = NodeShare(), leases: (any PersonLeases)? = nil
    ) {
        self.init(sender, guardedSender ?? sender, hosts, time, userAgent, roots, callTimeout, share, leases, isRehearsal: false)
    }

    private init(
        _ sender: any HTTPSender, _ guardedSender: any HTTPSender, _ hosts: GuardPolicy, _ time: any TimeSource,
        _ userAgent: String, _ roots: [IntegrationType: WebURL], _ callTimeout: Duration, _ share: NodeShare,
        _ leases: (any PersonLeases)?, isRehearsal: Bool
    ) {
        self.sender = sender
        self.guardedSender = guardedSender
        self.hosts = hosts
        self.time = time
        self.userAgent = userAgent
        self.roots = roots
        self.callTimeout = callTimeout
        self.pacer = RequestPacer(share: share)
        self.locks = KeyedLock()
        self.share = share
        self.leases = leases
        self.isRehearsal = isRehearsal
    }

    /// The API root of a type: the operator's, or the provider's own.
    func root(_ type: IntegrationType, _ standard: String, ownHost: ProviderHosts) -> ProviderRoot {
        ProviderRoot(standard, override: roots[type], ownHost: ownHost)
    }

    /// The root of an account that has a host of its own, of which the provider has told the URL.
    ///
    /// - Returns: nil for a host that is not the provider's. Under an operator's root that one stays.
    func root(of profile: ProviderProfile, at text: String) -> ProviderRoot? {
        guard let url = root(profile.type, profile.root, ownHost: profile.ownHost).returned(text) else { return nil }
        return root(profile.type, "https://" + url.authorityHost, ownHost: profile.ownHost)
    }

    /// The same with another network behind it.
    func rehearsing(_ sender: any HTTPSender) -> ProviderGateway {
        ProviderGateway(sender, sender, hosts, time, userAgent, roots, callTimeout, share, nil, isRehearsal: true)
    }

    /// The same for calls of a type whose hosts tenants name. Where the operator has put a root in their place, no tenant has
    /// named it.
    func toTenantHosts(_ type: IntegrationType) -> ProviderGateway {
        guard roots[type] == nil else { return self }
        var copy = self
        copy.sender = guardedSender
        return copy
    }
}
