import CLibPQ

/// A row of a result in PostgreSQL's binary format.
struct PostgresRow: SQLRow {
    private let handle: OpaquePointer
    private let index: Int32

    init(_ handle: OpaquePointer, _ index: Int32) {
        self.handle = handle
        self.index = index
    }

    func isNull(_ column: Int) -> Bool { PQgetisnull(handle, index, Int32(column)) != 0 }

    /// Reads every width of whole numbers, and truth as 1 and 0.
    func integer(_ column: Int) -> Int64 {
        let bytes = bytes(column)
        return switch bytes.count {
        case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        case 1: Int64(bytes[0])
        default: 0
        }
    }

    func real(_ column: Int) -> Double {
        let isReal = PQftype(handle, Int32(column)) == PostgresType.real
        return isReal && !isNull(column) ? Double(bitPattern: UInt64(bitPattern: integer(column))) : Double(integer(column))
    }

    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func blob(_ column: Int) -> [UInt8] { [UInt8](bytes(column)) }

    func uuid(_ column: Int) -> (high: UInt64, low: UInt64)? {
        let bytes = bytes(column)
        guard bytes.count == 16 else { return nil }
        return (
            UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    /// Empty for NULL.
    private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(handle, index, Int32(column)), count: Int(PQgetlength(handle, index, Int32(column))))
    }
}
