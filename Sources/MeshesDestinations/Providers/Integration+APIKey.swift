import MeshesModel

extension Integration {
    /// A type whose connections hold a key of the provider.
    static func apiKey(_ name: String, _ type: IntegrationType, fields: [Field], _ actions: [Action]) -> Integration {
        Integration(
            name: name, type: type, authentication: .init(type: .apiKey, fields: fields),
            actions: Dictionary(actions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }))
    }
}
