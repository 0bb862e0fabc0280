import Logging
public import MeshesServer

extension ServerFixture {
    /// The same server with other pages.
    public func serving(_ files: StaticFiles) -> ServerFixture { replacing(files: files) }

    /// The same server with a log that can be read.
    public func logging(to log: RecordedLog) -> ServerFixture { replacing(logger: log.logger) }

    private func replacing(files: StaticFiles? = nil, logger: Logger? = nil) -> ServerFixture {
        let services = AppServices(
            store: services.store, engine: services.engine, destinations: services.destinations, time: services.time,
            ids: services.ids, logger: logger ?? services.logger, metrics: services.metrics, files: files ?? services.files,
            drain: services.drain)
        return ServerFixture(
            services: services, settings: settings, responder: MeshesServer.responder(services: services, settings: settings),
            time: time, sender: sender, directory: directory, tenant: tenant)
    }
}
