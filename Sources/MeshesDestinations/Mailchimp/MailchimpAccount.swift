import MeshesModel

/// Where an account lives: Mailchimp gives each a data centre, which is also the end of its keys.
enum MailchimpAccount {
    /// `us6` from `US6`, `us6.api.mailchimp.com` or the address of an account's page.
    static func dataCenter(_ text: String) -> String {
        let host = text.lowercased().split(separator: "://", maxSplits: 1).last ?? ""
        return String(host.prefix { $0 != "." && $0 != "/" && $0 != ":" })
    }

    /// What is wrong with a data centre. The form also keeps anybody from naming another host.
    static func problem(_ dataCenter: String) -> String? {
        dataCenter.wholeMatch(of: /[a-z]{2,4}[0-9]{1,3}/) == nil ? "must be letters and a number such as us6" : nil
    }

    static func problem(withKey key: String) -> String? {
        key.wholeMatch(of: /[A-Za-z0-9]+(-[a-z]{2,4}[0-9]{1,3})?/) == nil ? "does not look like a key of Mailchimp" : nil
    }

    /// Fills in the data centre that the key names, or holds the two against each other.
    static func completing(_ settings: ConnectionSettings) throws(MeshesError) -> ConnectionSettings {
        let ownDataCenter = settings.secrets["api_key"]?.reveal().split(separator: "-").dropFirst().first.map(String.init)
        guard let given = settings.metadata["data_center"]?.string else {
            guard let ownDataCenter else { throw .badRequest("metadata.data_center", "is required") }
            var settings = settings
            settings.metadata["data_center"] = .string(ownDataCenter)
            return settings
        }
        guard ownDataCenter == nil || ownDataCenter == given else {
            throw MeshesError(
                .unprocessableEntity, "The key and the data center do not belong together.",
                issues: [ParameterIssue("metadata.data_center", "does not fit: this key belongs to \(ownDataCenter ?? "")")])
        }
        return settings
    }
}
