import MeshesModel

/// What a call shows the server.
enum Credential: Sendable {
    case publishableKey(String)
    case bearer(String)

    var header: (name: String, value: String) {
        switch self {
        case .publishableKey(let key): ("x-meshes-publishable-key", key)
        case .bearer(let token): ("authorization", "Bearer \(token)")
        }
    }
}
