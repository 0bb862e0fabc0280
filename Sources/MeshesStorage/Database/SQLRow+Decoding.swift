public import MeshesModel

extension SQLRow {
    /// - Throws: `CorruptRow` when the column holds no 16-byte id.
    public func id<Entity>(_ column: Int, of _: Entity.Type = Entity.self) throws -> Identifier<Entity> {
        guard let (high, low) = uuid(column) else { throw CorruptRow(column: column, expected: "a 16-byte id") }
        return Identifier(high: high, low: low)
    }

    public func optionalID<Entity>(_ column: Int, of _: Entity.Type = Entity.self) throws -> Identifier<Entity>? {
        isNull(column) ? nil : try id(column)
    }

    public func int(_ column: Int) -> Int { Int(integer(column)) }

    public func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : Int(integer(column)) }

    public func bool(_ column: Int) -> Bool { integer(column) != 0 }

    public func time(_ column: Int) -> Timestamp { Timestamp(milliseconds: integer(column)) }

    public func optionalTime(_ column: Int) -> Timestamp? { isNull(column) ? nil : time(column) }

    public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    public func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }

    /// - Throws: `CorruptRow` for a number that no case has.
    public func value<Value: RawRepresentable>(_ column: Int, as _: Value.Type = Value.self) throws -> Value
    where Value.RawValue == Int {
        guard let value = Value(rawValue: int(column)) else { throw CorruptRow(column: column, expected: "a \(Value.self)") }
        return value
    }

    /// - Throws: `CorruptRow` for a text that no case has.
    public func value<Value: RawRepresentable>(_ column: Int, as _: Value.Type = Value.self) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: text(column)) else { throw CorruptRow(column: column, expected: "a \(Value.self)") }
        return value
    }
}
