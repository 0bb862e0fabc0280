import Foundation

/// Standard output and standard error, whose other end may go away at any time (`meshes tail | head -1`).
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Writes all of it with as few calls as the system allows, so that lines of several tasks do not mix.
    /// - Returns: whether it could be written.
    @discardableResult
    func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Foundation.write(rawValue, rest.baseAddress, rest.count)
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno == EAGAIN {
                    var ready = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&ready, 1, -1)
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }
}
