import CLibPQ

/// A statement that a session has prepared.
struct PostgresStatement {
    let name: String
    /// What the server takes each argument for.
    let types: [Oid]

    /// SQL with numbered placeholders: `?` outside of quotes becomes `$1`, `$2` and so on.
    static func numbered(_ sql: String) -> String { replacingPlaceholders(in: sql) { "$\($0)" } }

    /// - Parameter name: what stands in the place of each `?` outside of quotes, by its number, from 1.
    static func replacingPlaceholders(in sql: String, with name: (Int) -> String) -> String {
        var numbered: [UInt8] = []
        numbered.reserveCapacity(sql.utf8.count + 32)
        var count = 0
        var quote: UInt8?
        for byte in sql.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "?") {
                count += 1
                numbered.append(contentsOf: name(count).utf8)
                continue
            }
            numbered.append(byte)
        }
        return String(decoding: numbered, as: UTF8.self)
    }
}
