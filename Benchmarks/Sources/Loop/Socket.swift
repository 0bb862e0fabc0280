import Glibc

/// TCP sockets on loopback, non-blocking and without delay.
enum Socket {
    static func connect(port: UInt16) throws -> Int32 {
        let descriptor = try SystemFailure.check("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        var address = loopback(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        _ = try SystemFailure.check("connect to port \(port)", result)
        try prepare(descriptor)
        return descriptor
    }

    static func listen(port: UInt16) throws -> Int32 {
        let descriptor = try SystemFailure.check("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        var address = loopback(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        _ = try SystemFailure.check("bind to port \(port)", result)
        _ = try SystemFailure.check("listen", Glibc.listen(descriptor, 1024))
        try setNonBlocking(descriptor)
        return descriptor
    }

    /// The next connection that waits, or nil when there is none.
    static func accept(_ listener: Int32) throws -> Int32? {
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor != -1 else { return nil }
        try prepare(descriptor)
        return descriptor
    }

    private static func prepare(_ descriptor: Int32) throws {
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        // A request is written in one call: a bulk of 100 must fit.
        setOption(descriptor, SOL_SOCKET, SO_SNDBUF, 1 << 20)
        try setNonBlocking(descriptor)
    }

    private static func setNonBlocking(_ descriptor: Int32) throws {
        _ = try SystemFailure.check("fcntl", fcntl(descriptor, F_SETFL, O_NONBLOCK))
    }

    private static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
