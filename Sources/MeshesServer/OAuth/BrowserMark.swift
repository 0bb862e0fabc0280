import HTTPTypes
import Hummingbird
import MeshesModel

/// A cookie that ties a run to the browser which began it, so that nobody can slip his own provider's answer to another
/// person, or have another person's answer land with him. It is set on a page of its own window, never in an iframe, and
/// lives as long as the run.
struct BrowserMark {
    let state: Secret

    /// One for each run: two windows side by side must not take each other's.
    private var name: String { "meshes_oauth_" + state.codeChallenge.prefix(12) }

    func cookie(_ value: Secret, isSecure: Bool) -> String {
        "\(name)=\(value.reveal()); Path=/oauth; Max-Age=600; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// Takes the cookie away.
    func removal(isSecure: Bool) -> String {
        "\(name)=; Path=/oauth; Max-Age=0; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// Nil when the browser brought none.
    func value(in headers: HTTPFields) -> Secret? {
        for header in headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == name { return Secret(String(parts[1])) }
            }
        }
        return nil
    }
}
