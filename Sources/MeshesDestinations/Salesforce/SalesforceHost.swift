import MeshesModel

/// The host that a sign-in to Salesforce goes through: the common one, that of sandboxes, or an organisation's own.
enum SalesforceHost {
    static let production = "https://login.salesforce.com"
    private static let sandbox = "https://test.salesforce.com"
    private static let member = "login_host"

    /// Reads `environment` or `domain` of a request for a sign-in.
    ///
    /// - Returns: `login_host`.
    /// - Throws: 400 naming the member at fault.
    static func settings(from metadata: JSONObject) throws(MeshesError) -> JSONObject {
        var reader = ParameterReader(metadata, path: "metadata")
        let environment = reader.string("environment", StringRule(length: 1...20))
        let domain = reader.string("domain", StringRule(length: 1...253))?.lowercased()
        if let environment, !["production", "sandbox"].contains(environment) { reader.fail("environment", "must be production or sandbox") }
        if let domain {
            if environment != nil { reader.fail("domain", "must not be sent together with environment") }
            if url(of: domain) == nil { reader.fail("domain", "must be a host such as acme.my.salesforce.com") }
        }
        try reader.finish()
        let host = domain.flatMap(url) ?? (environment == "sandbox" ? sandbox : production)
        return [member: .string(host)]
    }

    /// The host that was asked for. What was stored is checked again, because tokens and the app's secret go there.
    static func url(in settings: JSONObject) -> String {
        guard let text = settings[member]?.string, let host = text.wholeMatch(of: /https:\/\/(.+)/)?.1 else { return production }
        return url(of: String(host)) ?? production
    }

    private static func url(of host: String) -> String? {
        host.wholeMatch(of: /([a-z0-9][a-z0-9-]*\.)+salesforce\.com/) == nil ? nil : "https://" + host
    }
}
