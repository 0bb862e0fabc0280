public import MeshesModel

/// A stand-in for a provider whose connections hold a key.
public protocol APIKeyScript: ProviderScript {
    static var type: IntegrationType { get }
    /// Metadata of a connection that it takes; the key stands under `keyField`.
    static var settings: JSONObject { get }
    static var keyField: String { get }
    /// Metadata of a rule whose deliveries it takes.
    static var rule: JSONObject { get }
    /// What becomes of a delivery whose call is refused although the key is good.
    static var oddRefusal: (status: String, outcome: String) { get }
    /// What a redirect comes to.
    static var redirect: (status: String, outcome: String) { get }

    /// Whether the key is dead.
    var isRevoked: Bool { get set }
    /// Calls for which the key is refused although it is good.
    var oddRefusals: Int { get set }
    /// How many deliveries have had their effect.
    var deliveries: Int { get }

    init()
}

extension APIKeyScript {
    public static var keyField: String { "api_key" }
    public static var oddRefusal: (status: String, outcome: String) { ("retrying", "auth_failed") }
    public static var redirect: (status: String, outcome: String) { ("retrying", "rejected_server_error") }
    /// The key itself.
    public static var key: String { settings[keyField]?.string ?? "" }

    /// Whether this call meets with a refusal of the key.
    mutating func refusesKey() -> Bool {
        guard oddRefusals > 0 else { return isRevoked }
        oddRefusals -= 1
        return true
    }
}

extension ProviderFake where Script: APIKeyScript {
    /// What leads a server to it: values of settings, by path.
    public var settings: [String: String] { ["\(Script.type.rawValue).api_base": root] }
}

/// A stand-in of any type with keys.
public protocol APIKeyFake: Sendable {
    var calls: [ReceivedRequest] { get }
    var targets: [String] { get }
    var deliveries: Int { get }
    func next(_ mishap: ProviderSwitches.Mishap, times: Int)
    func setRevoked(_ isRevoked: Bool)
    func refuseOddly(_ times: Int)
}

extension ProviderFake: APIKeyFake where Script: APIKeyScript {
    public var deliveries: Int { state.deliveries }
    public func setRevoked(_ isRevoked: Bool) { change { $0.isRevoked = isRevoked } }
    public func refuseOddly(_ times: Int) { change { $0.oddRefusals = times } }
}
