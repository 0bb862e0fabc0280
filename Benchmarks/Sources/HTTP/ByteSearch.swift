import Glibc

extension UnsafeRawBufferPointer {
    /// The position of the first occurrence of `text` (not empty) at or after `start`.
    func position(of text: StaticString, from start: Int = 0) -> Int? {
        guard let base = baseAddress else { return nil }
        var from = start
        while from + text.utf8CodeUnitCount <= count,
            let found = memchr(base + from, Int32(text.utf8Start.pointee), count - from)
        {
            let position = UnsafeRawPointer(found) - base
            guard position + text.utf8CodeUnitCount <= count else { return nil }
            if memcmp(found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return position }
            from = position + 1
        }
        return nil
    }
}
