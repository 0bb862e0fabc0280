import CLibPQ

/// A prepared statement. What is bound by pointer must stay where it is until the statement was sent; what is bound stays bound.
final class RawPostgresStatement {
    private let name: String
    private let database: RawPostgres
    private let values: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>
    private let lengths: UnsafeMutableBufferPointer<Int32>
    private let formats: UnsafeMutableBufferPointer<Int32>
    private let numbers: UnsafeMutableBufferPointer<Int64>

    init(name: String, values count: Int, on database: RawPostgres) {
        self.name = name
        self.database = database
        values = .allocate(capacity: count)
        values.initialize(repeating: nil)
        lengths = .allocate(capacity: count)
        lengths.initialize(repeating: 0)
        formats = .allocate(capacity: count)
        formats.initialize(repeating: 1)
        numbers = .allocate(capacity: count)
        numbers.initialize(repeating: 0)
    }

    deinit {
        values.deallocate()
        lengths.deallocate()
        formats.deallocate()
        numbers.deallocate()
    }

    /// - Parameter index: of the value, from 1.
    func bind(_ index: Int, _ value: Int64) {
        numbers[index - 1] = value.bigEndian
        guard let base = numbers.baseAddress else { return }
        bind(index, UnsafeRawBufferPointer(start: base + (index - 1), count: 8))
    }

    func bind(_ index: Int, _ value: StaticString) {
        bind(index, UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    func bind(_ index: Int, _ value: UnsafeRawBufferPointer) {
        values[index - 1] = value.baseAddress?.assumingMemoryBound(to: CChar.self)
        lengths[index - 1] = Int32(value.count)
    }

    func send() throws {
        let sent = PQsendQueryPrepared(
            database.handle, name, Int32(values.count), values.baseAddress, lengths.baseAddress, formats.baseAddress, 1)
        guard sent == 1 else { throw RawPostgresFailure(database.handle) }
        database.noteSent()
    }
}
