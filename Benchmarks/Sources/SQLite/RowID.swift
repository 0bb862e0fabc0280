/// A 16-byte version 7 id in memory that can be bound by pointer, and rises from row to row as the server's do.
final class RowID {
    private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)
    private var random = SystemRandomNumberGenerator()

    deinit { storage.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(storage) }

    /// Moves on to the id with that place in the millisecond.
    func advance(milliseconds: Int64, place: Int) {
        let high = UInt64(bitPattern: milliseconds) << 16 | 0x7000 | UInt64(place) & 0xFFF
        let low = (random.next() as UInt64) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        storage.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
        storage.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    func set(_ bytes: [UInt8]) {
        storage.copyBytes(from: bytes.prefix(16))
    }
}
