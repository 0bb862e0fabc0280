public import Logging
public import MeshesDelivery
public import MeshesDestinations
public import MeshesModel
public import MeshesStorage

/// What the HTTP floor stands on. Made once by the program, or by a test. A class, since every request takes it along.
public final class AppServices: Sendable {
    public let store: Store
    public let engine: DeliveryEngine
    public let destinations: DestinationRegistry
    public let time: any TimeSource
    public let ids: IdentifierSource
    public let logger: Logger
    /// The same exporter that store and engine report to; `GET /metrics` prints it.
    public let metrics: PrometheusMetrics
    /// The pages, the host script and the documentation.
    public let files: StaticFiles
    /// Says when the server is about to stop.
    public let drain: Drain

    public init(
        store: Store, engine: DeliveryEngine, destinations: DestinationRegistry, time: any TimeSource,
        ids: IdentifierSource, logger: Logger, metrics: PrometheusMetrics, files: StaticFiles = .bundled, drain: Drain? = nil
    ) {
        self.drain = drain ?? Drain(for: .zero, time: time)
        self.store = store
        self.engine = engine
        self.destinations = destinations
        self.time = time
        self.ids = ids
        self.logger = logger
        self.metrics = metrics
        self.files = files
    }
}
