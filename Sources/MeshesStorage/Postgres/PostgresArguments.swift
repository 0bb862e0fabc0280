import CLibPQ

/// The values of one statement in PostgreSQL's binary format, one after the other in one buffer that is used again.
struct PostgresArguments {
    private var bytes: [UInt8] = []
    /// Where each value begins; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var values: [UnsafePointer<CChar>?] = []

    /// Puts `row` in the place of what was there.
    ///
    /// - Parameter types: what the server takes each for.
    mutating func set(_ row: [SQLValue], as types: [Oid]) {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        for (index, value) in row.enumerated() {
            let start = bytes.count
            append(value, as: index < types.count ? types[index] : PostgresType.bigint)
            starts.append(value == .null ? nil : start)
            lengths.append(Int32(truncatingIfNeeded: bytes.count - start))
        }
        // Also without values there is an address to point at.
        if bytes.isEmpty { bytes.append(0) }
        while formats.count < row.count { formats.append(1) }
    }

    /// Puts the columns of `rows` in the place of what was there, each as an array of one dimension.
    ///
    /// - Parameter types: what the server takes the values of each column for.
    mutating func set(columnsOf rows: ArraySlice<[SQLValue]>, as types: [Oid]) {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        for (column, type) in types.enumerated() {
            let start = bytes.count
            // One dimension, which may hold NULL; then its length and the index of its first value.
            append(Int32(1))
            append(Int32(1))
            append(type)
            append(Int32(truncatingIfNeeded: rows.count))
            append(Int32(1))
            for row in rows {
                if case .null = row[column] {
                    append(Int32(-1))
                    continue
                }
                let length = bytes.count
                append(Int32(0))
                append(row[column], as: type)
                let size = Int32(truncatingIfNeeded: bytes.count - length - 4)
                withUnsafeBytes(of: size.bigEndian) { bytes.replaceSubrange(length..<length + 4, with: $0) }
            }
            starts.append(start)
            lengths.append(Int32(truncatingIfNeeded: bytes.count - start))
        }
        while formats.count < types.count { formats.append(1) }
    }

    /// Lends the values as libpq takes them: number, addresses, lengths, formats.
    mutating func lend<Value>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Value
    ) -> Value {
        values.removeAll(keepingCapacity: true)
        return bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            for start in starts { values.append(start.flatMap { offset in base.map { $0 + offset } }) }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(Int32(values.count), values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }

    private mutating func append(_ value: SQLValue, as type: Oid) {
        switch value {
        case .null: break
        case .integer(let number):
            switch type {
            case PostgresType.integer: append(Int32(truncatingIfNeeded: number))
            case PostgresType.smallint: append(Int16(truncatingIfNeeded: number))
            case PostgresType.real: append(Double(number).bitPattern)
            default: append(number)
            }
        case .real(let number): append(number.bitPattern)
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        case .uuid(let high, let low):
            append(high)
            append(low)
        }
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
