extension Mapping {
    /// Payload members with a meaning that destinations share.
    public static let knownMembers = ["email", "first_name", "last_name", "name", "phone", "id", "ip_address", "resource_url"]

    /// The mapping of a connection for which nobody has saved one: each field that a destination pairs with payload
    /// members, then each field whose key is that of a known member.
    ///
    /// - Parameters:
    ///   - pairs: payload members by field key, the preferred one first; an empty list keeps a field unmapped.
    ///   - sample: a payload; a later member of a pair is taken where it lacks the earlier ones.
    public static func generated(
        for catalog: [FieldDefinition], pairs: [String: [String]] = [:], sample: JSONValue? = nil
    ) -> Mapping {
        let writable = catalog.filter { $0.constraints?.readOnly != true && !$0.isHidden }
        return Mapping(
            writable.compactMap { field in
                let candidates = pairs[field.key] ?? (knownMembers.contains(field.key) ? [field.key] : [])
                let present = candidates.first { sample?[$0].map { !$0.isNull } ?? false }
                return (present ?? candidates.first).map { Field(field.key, from: .path([$0])) }
            })
    }
}
