/// The member `retention` of a workspace that is made or changed: what is left out stays, null goes back to the server's setting.
public struct RetentionChange: Hashable, Sendable {
    private var parts: [WorkspaceRetention.Part: Nullable<Int>] = [:]

    /// Names every bad parameter to `reader`. Nil when the member is left out.
    init?(from reader: inout ParameterReader) {
        guard let value = reader.value("retention") else { return nil }
        if value.isNull {
            for part in WorkspaceRetention.Part.allCases { parts[part] = .null }
            return
        }
        guard let object = reader.object("retention") else { return nil }
        var members = ParameterReader(object, path: reader.path(of: "retention"))
        for part in WorkspaceRetention.Part.allCases {
            guard let value = members.value(part.rawValue) else { continue }
            parts[part] = value.isNull ? .null : members.integer(part.rawValue, in: WorkspaceRetention.days).map { .value($0) }
        }
        reader.add(members.issues)
    }

    /// What a workspace keeps after the change.
    public func applied(to stored: WorkspaceRetention) -> WorkspaceRetention {
        var retention = stored
        for (part, change) in parts { retention[part] = change.applied(to: stored[part]) }
        return retention
    }
}
