import MeshesModel
import OrderedCollections

extension OrderedDictionary where Key == String, Value == JSONValue {
    /// What mapped fields say of an object: the members of the field `key`, and those that dotted keys fill below it.
    func members(below key: String) -> JSONObject {
        var members = self[key]?.object ?? [:]
        for (name, value) in self where name.hasPrefix(key + ".") { members[String(name.dropFirst(key.count + 1))] = value }
        return members
    }
}
