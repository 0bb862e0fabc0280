extension Migration {
    /// `key_ids` are the ids of the encryption keys that a node has, the one that it seals with first, apart by spaces; null for
    /// nodes of a version before.
    static let nodeKeys = Migration(number: 13, name: "encryption keys of nodes") { types in
        "ALTER TABLE nodes ADD COLUMN key_ids \(types.text);"
    }
}
