public import OrderedCollections

/// What `PUT /rules/{id}` asks for: only what is there changes.
public struct RuleChange: Hashable, Sendable {
    public var event: String?
    /// Null removes it, and the resource id with it.
    public var resource: Nullable<String>
    /// Null removes it.
    public var resourceID: Nullable<String>
    public var metadata: JSONObject?
    public var active: Bool?
    public var hidden: Bool?

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        event = reader.string("event", .eventName)
        resource = reader.nullableString("resource", .resource)
        resourceID = reader.nullableString("resource_id", .ruleResourceID)
        metadata = reader.ruleMetadata(required: false)
        active = reader.bool("active")
        hidden = reader.bool("hidden")
        try reader.finish()
    }

    /// Carries the change out on a rule; its version rises when its metadata changes. Times stay the caller's.
    /// Throws 400 when the rule would ask for a resource id without a resource; the rule is then as it was.
    public func apply(to rule: inout Rule) throws(MeshesError) {
        let newResource = resource.applied(to: rule.resource)
        let newID = resourceID.applied(to: newResource == nil ? nil : rule.resourceID)
        if newID != nil, newResource == nil { throw .badRequest("resource_id", Rule.resourceIDNeedsResource) }
        rule.resource = newResource
        rule.resourceID = newID
        if let event { rule.event = event }
        if let metadata, metadata != rule.metadata {
            rule.metadata = metadata
            rule.version += 1
        }
        if let active { rule.active = active }
        if let hidden { rule.hidden = hidden }
    }
}
