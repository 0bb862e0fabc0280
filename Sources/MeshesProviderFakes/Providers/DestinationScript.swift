public import MeshesModel

/// What the stand-ins of all types have in common, whether their connections hold a key or a sign-in.
public protocol DestinationScript: ProviderScript {
    static var type: IntegrationType { get }
    /// Metadata of a rule whose deliveries it takes.
    static var rule: JSONObject { get }
    /// How many deliveries have had their effect.
    var deliveries: Int { get }
    /// Everything that must not get out.
    var secrets: [String] { get }

    init()

    /// The key dies, or the sign-in is taken back.
    mutating func revoke()
}

/// A stand-in of any type.
public protocol DestinationFake: Sendable {
    var calls: [ReceivedRequest] { get }
    /// `POST /path` for each call.
    var targets: [String] { get }
    var deliveries: Int { get }
    /// Everything that must not get out.
    var secrets: [String] { get }
    func next(_ mishap: ProviderSwitches.Mishap, times: Int)
    /// The key dies, or the sign-in is taken back.
    func revoke()
}

extension ProviderFake: DestinationFake where Script: DestinationScript {
    public var deliveries: Int { state.deliveries }
    public var secrets: [String] { state.secrets }
    public func revoke() { change { $0.revoke() } }
}
