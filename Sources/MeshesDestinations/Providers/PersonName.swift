import MeshesModel

/// Names that a payload tells in another way than a provider keeps them.
enum PersonName {
    /// The payload's `name`, parted at its first space.
    static func parts(of payload: JSONValue) -> (first: String?, last: String?) {
        let name: String = payload["name"]?.string ?? ""
        let parts = name.split(separator: " ", maxSplits: 1).map { String(String($0).trimmingSpaces) }
        return (parts.first, parts.count == 2 ? parts[1] : nil)
    }

    /// The payload's `first_name` and `last_name` as one; nil when it has neither.
    static func whole(of payload: JSONValue) -> String? {
        let parts = [payload["first_name"], payload["last_name"]].compactMap { $0?.string }.map { String($0.trimmingSpaces) }
        let name = parts.filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? nil : name
    }
}
