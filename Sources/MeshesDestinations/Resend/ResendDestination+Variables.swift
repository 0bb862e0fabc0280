import MeshesModel

extension ResendDestination {
    private static let limit = 50
    private static let longestValue = 2000
    /// Filled by Resend itself.
    private static let reserved: Set<String> = ["FIRST_NAME", "LAST_NAME", "EMAIL", "UNSUBSCRIBE_URL"]

    /// The variables of a template: what the mapping says; without one, the texts and numbers at the payload's top that
    /// the template declares.
    func variables(
        of template: String, _ job: DeliveryJob, _ payload: JSONValue, _ session: ProviderSession
    ) async throws(AttemptEnd) -> JSONObject {
        let mapped = job.fields.members(below: ResendFields.templateVariables)
        if !mapped.isEmpty { return try Self.checked(mapped) }
        let declared = try await templates.variables(of: template, session)
        var offered = (payload.object ?? [:]).filter { key, value in
            (value.string != nil || value.double != nil) && (declared?.contains(key) ?? Self.fits(key, value))
        }
        if declared == nil, offered.count > Self.limit { offered.removeLast(offered.count - Self.limit) }
        return try Self.checked(offered)
    }

    private static func fits(_ key: String, _ value: JSONValue) -> Bool {
        key.count <= limit && (value.string?.count ?? 0) <= longestValue
    }

    /// Texts and numbers as Resend takes them, sorted by name.
    private static func checked(_ variables: JSONObject) throws(AttemptEnd) -> JSONObject {
        var result = JSONObject()
        for (key, value) in variables where !value.isNull && !reserved.contains(key) {
            guard key.count <= limit else { throw .mapping("template variable \(key.prefix(20))… has a name of more than \(limit) characters") }
            let sent = value.double == nil ? .string(value.plainText) : value
            guard (sent.string?.count ?? 0) <= longestValue else {
                throw .mapping("template variable \(key) has more than \(longestValue) characters")
            }
            result[key] = sent
        }
        guard result.count <= limit else { throw .mapping("a template takes at most \(limit) variables, not \(result.count)") }
        result.sort { $0.key < $1.key }
        return result
    }
}
