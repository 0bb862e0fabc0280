import MeshesModel

extension IntegrationSettings {
    /// A type whose connections hold a key of the provider.
    ///
    /// - Parameters:
    ///   - name: the provider's name.
    ///   - api: its own API root.
    ///   - options: what else can be chosen about it.
    static func apiKey(
        _ type: IntegrationType, _ name: String, api: String, options: [any DescribedSetting] = []
    ) -> IntegrationSettings {
        IntegrationSettings(
            type: type,
            apiBase: .optionalAddress(
                type.rawValue, "api_base",
                meaning: "Address that stands in for `\(api)`, the API of \(name): a proxy or a test server."),
            app: nil, options: options)
    }
}
