import MeshesDelivery
import MeshesDestinations
import MeshesModel

extension AppServices {
    /// The destination of a type whose connections are made by signing in.
    ///
    /// - Throws: 422 when this server does not have it, or when it takes credentials instead.
    func oauthDestination(_ type: IntegrationType) throws(MeshesError) -> any OAuthDestination {
        let destination = try destination(type)
        guard let oauth = destination as? any OAuthDestination else {
            throw MeshesError(
                .unprocessableEntity, "Connections to \(destination.integration.name) need no sign-in; make them with POST /connections.")
        }
        return oauth
    }
}

extension AppServices {
    /// What a destination needs to ask the provider something for a connection, with a token that is good now.
    ///
    /// - Throws: `providerRefused` (422) when there is none to be had.
    func settings(of connection: Connection) async throws(MeshesError) -> ConnectionSettings {
        do throws(OAuthFailure) {
            return try await engine.settings(of: connection)
        } catch {
            throw MeshesError(.providerRefused, error.text)
        }
    }
}
