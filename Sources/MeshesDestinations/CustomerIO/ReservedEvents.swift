import MeshesModel

/// Names of events that Customer.io acts on instead of recording them. Whoever emits events, a browser for example, must not
/// be able to delete people.
enum ReservedEvents {
    private static let names: Set<String> = [
        "device created or updated", "device deleted", "user deleted", "user suppressed", "user unsuppressed", "relationship deleted",
        "object deleted", "report delivery event", "delete person", "create device",
    ]

    static func contains(_ name: String) -> Bool {
        names.contains(name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased())
    }
}
