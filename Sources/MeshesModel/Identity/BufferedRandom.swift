import Foundation

/// The system's randomness, fetched 4 KiB at a time: a call to the kernel for each id costs more than the id.
public struct BufferedRandom: RandomNumberGenerator, Sendable {
    private var words: [UInt64]
    private var used: Int

    public init() {
        words = [UInt64](repeating: 0, count: 512)
        used = words.count
    }

    public mutating func next() -> UInt64 {
        if used == words.count {
            words.withUnsafeMutableBytes { buffer in
                if let start = buffer.baseAddress { arc4random_buf(start, buffer.count) }
            }
            used = 0
        }
        defer { used += 1 }
        return words[used]
    }
}
