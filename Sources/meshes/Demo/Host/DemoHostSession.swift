import Hummingbird
import MeshesClient

/// What the demo product's page gets of a session, minted or refreshed.
struct DemoHostSession: ResponseEncodable {
    let id: String
    let accessToken: String
    /// Of a session that was minted just now.
    let launchURL: String?

    init(_ session: API.Session) {
        id = session.id
        accessToken = session.accessToken
        launchURL = session.launchURL
    }

    enum CodingKeys: String, CodingKey {
        case id = "session_id"
        case accessToken = "access_token"
        case launchURL = "launch_url"
    }
}
