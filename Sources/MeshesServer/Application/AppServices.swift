public import Logging
public import MeshesDelivery
public import MeshesDestinations
public import MeshesModel
public import MeshesStorage

/// What the HTTP floor stands on. Made once by the program, or by a test.
public struct AppServices: Sendable {
    public var store: Store
    public var engine: DeliveryEngine
    public var destinations: DestinationRegistry
    public var time: any TimeSource
    public var ids: IdentifierSource
    public var logger: Logger
    /// The same exporter that store and engine report to; `GET /metrics` prints it.
    public var metrics: PrometheusMetrics
    /// The pages, the host script and the documentation.
    public var files: StaticFiles
    /// Says when the server is about to stop.
    public var drain: Drain

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
