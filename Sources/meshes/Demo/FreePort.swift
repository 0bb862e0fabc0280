import NIOCore
import NIOPosix

/// Finds TCP ports on loopback that nobody listens on.
enum FreePort {
    /// The first free one from `first` on, at most 50 further.
    static func from(_ first: Int) async throws -> Int {
        for port in first..<min(first + 50, 65536) where await isFree(port) { return port }
        throw CommandFailure("No port from \(first) to \(min(first + 49, 65535)) is free; choose another with --port.")
    }

    /// Any free one.
    static func any() async throws -> Int {
        let channel = try await bind(0)
        guard let port = channel.localAddress?.port else { throw CommandFailure("The system gave no port.") }
        try await channel.close()
        return port
    }

    private static func isFree(_ port: Int) async -> Bool {
        guard let channel = try? await bind(port) else { return false }
        try? await channel.close()
        return true
    }

    private static func bind(_ port: Int) async throws -> any Channel {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port).get()
    }
}
