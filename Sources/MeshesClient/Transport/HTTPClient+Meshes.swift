public import AsyncHTTPClient
import NIOCore

extension HTTPClient {
    /// The client that `EventsClient` and `ManagementClient` share unless they are given another one. It lives as long as
    /// the process, follows no redirects (a key must not travel to another host), and says at once when nobody listens.
    public static let meshes = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)

    private static var configuration: Configuration {
        var configuration = Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        return configuration
    }
}
