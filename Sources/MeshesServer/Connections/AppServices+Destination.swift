import MeshesDestinations
import MeshesModel

extension AppServices {
    /// The destination of a type.
    ///
    /// - Throws: 422 when this server does not have it.
    func destination(_ type: IntegrationType) throws(MeshesError) -> any Destination {
        guard let destination = destinations[type] else {
            throw MeshesError(.unprocessableEntity, "This server has no integration of type \(type.rawValue).")
        }
        return destination
    }
}

extension Destination {
    /// Whether there are lists of the connected account to ask the provider for.
    var hasLiveData: Bool {
        integration.actions.values.contains { !($0.data ?? []).isEmpty }
    }
}
