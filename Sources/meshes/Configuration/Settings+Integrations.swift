import MeshesDestinations
import MeshesModel

extension Settings {
    /// What the operator has set about one integration type.
    struct Provider: Sendable {
        var apiBase: String?

        init(_ settings: IntegrationSettings, _ sources: SettingSources) throws(InvalidSetting) {
            apiBase = try sources.value(settings.apiBase)
        }
    }

    /// The API roots that the operator has replaced.
    var apiRoots: [IntegrationType: WebURL] {
        integrations.compactMapValues { provider in provider.apiBase.flatMap { try? URLSyntax.parse($0) } }
    }
}
