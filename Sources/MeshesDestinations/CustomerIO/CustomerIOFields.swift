import MeshesModel

/// What Customer.io keeps of a person. A key cannot list a workspace's attributes, so the catalogue is the same for all, and
/// further attributes may be named.
enum CustomerIOFields {
    private static let mostTraits = 300

    static let standard: [FieldDefinition] =
        [
            field("userId", "User id", .string, "userId", .init(maxLength: 150)),
            field("email", "Email", .string, "trait", .init(format: .email)),
            field("first_name", "First name", .string, "trait"), field("last_name", "Last name", .string, "trait"),
            field("name", "Name", .string, "trait"), field("phone", "Phone", .string, "trait", .init(format: .phone)),
            field("ip", "IP address", .string, "context"), field("timezone", "Time zone", .string, "trait"),
            field("plan", "Plan", .string, "trait"), field("unsubscribed", "Unsubscribed", .boolean, "trait"),
            field("created_at", "Created at", .datetime, "trait"),
        ].sortedByLabel

    private static func field(
        _ key: String, _ label: String, _ type: FieldDefinition.Kind, _ target: JSONValue, _ constraints: FieldDefinition.Constraints? = nil
    ) -> FieldDefinition {
        FieldDefinition(key: key, label: label, type: type, constraints: constraints, providerMeta: ["target": target])
    }

    /// By what the person is known: the id, else the address. Nobody is made up, because each would be a stray profile.
    static func person(_ fields: JSONObject) throws(AttemptEnd) -> String {
        if let id = fields["userId"]?.plainText, !id.isEmpty { return id }
        guard fields["email"] != nil else { throw .mapping("the event has no id and no e-mail") }
        return try ContactEmail(fields["email"]).description
    }

    /// Whether Customer.io takes an attribute of that name.
    static func isAttribute(_ key: String) -> Bool { key.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.-]{0,127}/) != nil }

    /// The person's attributes, in which names that Customer.io does not take are left out.
    static func traits(_ fields: JSONObject) throws(AttemptEnd) -> JSONObject {
        var traits = JSONObject()
        for (key, value) in fields where !["userId", "ip"].contains(key) && isAttribute(key) {
            traits[key] = key == "created_at" ? seconds(value) : value
        }
        guard traits.count <= mostTraits else { throw .mapping("Customer.io takes at most \(mostTraits) attributes, not \(traits.count)") }
        return traits
    }

    /// Where the person was, for geolocation; nil for an address that is none.
    static func context(_ fields: JSONObject) -> JSONValue? {
        guard let address = fields["ip"]?.string, IPAddress(address) != nil else { return nil }
        return ["ip": .string(address)]
    }

    /// A moment as seconds since 1970; milliseconds would be read as seconds.
    private static func seconds(_ value: JSONValue) -> JSONValue? {
        guard let text = (try? Transform.toDatetime(timezone: nil).apply(to: value))?.string, let moment = Timestamp(text) else { return nil }
        return .integer(moment.milliseconds / 1000)
    }
}
