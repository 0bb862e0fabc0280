public import MeshesServer

extension ServerFixture {
    /// The same server with other pages.
    public func serving(_ files: StaticFiles) -> ServerFixture {
        var services = services
        services.files = files
        return ServerFixture(
            services: services, settings: settings, responder: MeshesServer.responder(services: services, settings: settings),
            time: time, sender: sender, directory: directory, tenant: tenant)
    }
}
