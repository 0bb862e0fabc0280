import Hummingbird

/// What the demo product's page needs to know first.
struct DemoHostWorld: ResponseEncodable {
    /// Address of the Meshes server.
    let embed: String
    /// Names of the customers; a session is asked for by their place.
    let customers: [String]
}
