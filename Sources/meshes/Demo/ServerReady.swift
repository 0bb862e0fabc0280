import AsyncHTTPClient
import MeshesModel
import NIOCore
import NIOPosix

/// Waits for servers of this process to come up; ten seconds at most.
enum ServerReady {
    /// Until the server accepts events.
    static func wait(url: String, time: any TimeSource) async throws {
        try await poll(time, what: url) {
            let answer = try? await HTTPClient.shared.execute(HTTPClientRequest(url: url + "/readyz"), timeout: .seconds(1))
            return answer?.status.code == 200
        }
    }

    /// Until somebody takes connections on a port of loopback.
    static func wait(listening port: Int, time: any TimeSource) async throws {
        try await poll(time, what: "port \(port)") {
            let channel = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port).get()
            try await channel?.close()
            return channel != nil
        }
    }

    private static func poll(_ time: any TimeSource, what: String, _ isReady: () async throws -> Bool) async throws {
        let deadline = time.now() + .seconds(10)
        while time.now() < deadline {
            if try await isReady() { return }
            try await time.sleep(for: .milliseconds(20))
        }
        throw CommandFailure("\(what) did not come up within 10 seconds.")
    }
}
