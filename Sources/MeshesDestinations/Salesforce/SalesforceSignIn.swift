import MeshesModel

/// What is asked for before a sign-in to Salesforce: the host that it goes through, and what happens to duplicates.
enum SalesforceSignIn {
    static let production = "https://login.salesforce.com"
    private static let sandbox = "https://test.salesforce.com"
    private static let host = "login_host"
    private static let duplicates = "duplicates"

    static let fields: [Integration.Field] = [
        .init(
            label: "Environment", key: "environment", type: .select, defaultValue: "production",
            options: [
                .init(label: "Production", value: "production"), .init(label: "Sandbox", value: "sandbox"),
                .init(label: "Own domain", value: "domain"),
            ]),
        .init(
            label: "Domain", key: "domain", type: .text, required: true, helpText: "For example acme.my.salesforce.com.",
            dependsOn: .init(field: "environment", value: "domain")),
        .init(
            label: "Duplicates", key: duplicates, type: .select,
            helpText: "What happens when a rule of the organisation takes a new contact for a duplicate.", defaultValue: "block",
            options: [.init(label: "Follow the rule", value: "block"), .init(label: "Save all the same", value: "allow")]),
    ]

    /// Reads the fields.
    ///
    /// - Returns: `login_host`, and `duplicates` where they are allowed.
    /// - Throws: 400 naming the member at fault.
    static func settings(from metadata: JSONObject) throws(MeshesError) -> JSONObject {
        var reader = ParameterReader(metadata, path: "metadata")
        let environment = word("environment", of: ["production", "sandbox", "domain"], &reader)
        let domain = reader.string("domain", StringRule(length: 1...253))?.lowercased()
        let duplicates = word(duplicates, of: ["block", "allow"], &reader)
        if let domain {
            if environment != nil, environment != "domain" { reader.fail("domain", "must not be sent together with another environment") }
            if url(of: domain) == nil { reader.fail("domain", "must be a host such as acme.my.salesforce.com") }
        } else if environment == "domain" {
            reader.fail("domain", "is required")
        }
        try reader.finish()
        var settings: JSONObject = [host: .string(domain.flatMap(url) ?? (environment == "sandbox" ? sandbox : production))]
        if duplicates == "allow" { settings[self.duplicates] = "allow" }
        return settings
    }

    private static func word(_ key: String, of words: [String], _ reader: inout ParameterReader) -> String? {
        let word = reader.string(key, StringRule(length: 1...20))
        if let word, !words.contains(word) { reader.fail(key, "must be one of \(words.joined(separator: ", "))") }
        return word
    }

    /// The members of an account's details that a sign-in has chosen.
    static func chosen(in settings: JSONObject) -> JSONObject {
        var chosen: JSONObject = [host: .string(url(in: settings))]
        if allowsDuplicates(settings) { chosen[duplicates] = "allow" }
        return chosen
    }

    /// Whether contacts are saved that a rule of the organisation takes for duplicates.
    static func allowsDuplicates(_ settings: JSONObject) -> Bool { settings[duplicates] == "allow" }

    /// The host that was asked for. What was stored is checked again, because tokens and the app's secret go there.
    static func url(in settings: JSONObject) -> String {
        guard let text = settings[host]?.string, let host = text.wholeMatch(of: /https:\/\/(.+)/)?.1 else { return production }
        return url(of: String(host)) ?? production
    }

    private static func url(of host: String) -> String? {
        host.wholeMatch(of: /([a-z0-9][a-z0-9-]*\.)+salesforce\.com/) == nil ? nil : "https://" + host
    }
}
