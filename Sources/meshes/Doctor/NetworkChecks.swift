import AsyncHTTPClient
import Foundation
import MeshesDestinations
import NIOCore
import NIOPosix

/// What the server needs of the network.
struct NetworkChecks {
    let settings: Settings

    func all() async -> [Check] { [await port(), await names()] }

    private func port() async -> Check {
        let name = "port"
        let place = "\(settings.host):\(settings.port)"
        if settings.port == 0 { return .good(name, "a free one will be taken") }
        do {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: settings.host, port: settings.port).get()
            try await channel.close()
            return .good(name, "\(place) is free")
        } catch {
            if await isMeshes() { return .good(name, "a Meshes server listens on \(place)") }
            return .bad(name, "\(ListeningFailure.explained(error, settings))")
        }
    }

    private func isMeshes() async -> Bool {
        let request = HTTPClientRequest(url: settings.publicURL(listeningOn: settings.port) + "/readyz")
        let answer = try? await HTTPClient.shared.execute(request, timeout: .seconds(2))
        return answer?.headers.contains(name: "x-request-id") ?? false
    }

    private func names() async -> Check {
        let name = "names"
        let resolver = SystemAddressResolver()
        let found = try? await resolver.addresses(of: "example.com", within: .seconds(2))
        try? await resolver.shutdown()
        guard let found, !found.isEmpty else {
            return .warning(name, "example.com does not resolve: webhooks to host names will fail")
        }
        return .good(name, "the resolver answers")
    }
}
