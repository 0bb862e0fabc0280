public import MeshesModel

/// A stand-in for a provider whose connections hold a key.
public protocol APIKeyScript: DestinationScript {
    /// Metadata of a connection that it takes; the key stands under `keyField`.
    static var settings: JSONObject { get }
    static var keyField: String { get }
    /// What becomes of a delivery whose call is refused although the key is good.
    static var oddRefusal: (status: String, outcome: String) { get }

    /// Whether the key is dead.
    var isRevoked: Bool { get set }
    /// Calls for which the key is refused although it is good.
    var oddRefusals: Int { get set }
}

extension APIKeyScript {
    public static var keyField: String { "api_key" }
    public static var oddRefusal: (status: String, outcome: String) { ("retrying", "auth_failed") }
    /// The key itself.
    public static var key: String { settings[keyField]?.string ?? "" }
    public var secrets: [String] { [Self.key] }
    public mutating func revoke() { isRevoked = true }

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
public protocol APIKeyFake: DestinationFake {
    func setRevoked(_ isRevoked: Bool)
    func refuseOddly(_ times: Int)
}

extension ProviderFake: APIKeyFake where Script: APIKeyScript {
    public func setRevoked(_ isRevoked: Bool) { change { $0.isRevoked = isRevoked } }
    public func refuseOddly(_ times: Int) { change { $0.oddRefusals = times } }
}
