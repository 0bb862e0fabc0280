import MeshesModel
import OrderedCollections

extension OrderedDictionary where Key == String, Value == JSONValue {
    /// Reads JSON text that was written by this program.
    init(stored text: String) throws {
        guard let object = try JSONValue(parsing: text).object else { throw CorruptRow(column: 0, expected: "a JSON object") }
        self = object
    }
}
