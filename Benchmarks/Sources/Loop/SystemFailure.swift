import Glibc

/// A system call that failed, with what it was for.
struct SystemFailure: Error, CustomStringConvertible {
    let description: String

    init(_ call: String) {
        description = "\(call): \(String(cString: strerror(errno)))"
    }

    /// Returns the result of a call that answers -1 on failure.
    static func check(_ call: String, _ result: Int32) throws -> Int32 {
        guard result != -1 else { throw SystemFailure(call) }
        return result
    }
}
