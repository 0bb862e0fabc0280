import MeshesModel

/// The address of an account's API, which the account's owner gives. It is used as it is given, since its host cannot be told
/// from the account's name; so it is held to the rules for addresses that tenants name.
enum ActiveCampaignAddress {
    private static let path = "/api/3"

    /// Scheme and host, whatever of the API's path was copied along.
    static func folded(_ text: String) -> String {
        var text = text[...]
        while text.hasSuffix("/") { text = text.dropLast() }
        if text.hasSuffix(path) { text = text.dropLast(path.count) }
        while text.hasSuffix("/") { text = text.dropLast() }
        return (try? URLSyntax.parse(String(text)))?.text ?? String(text)
    }

    /// What is wrong with an address; nil when it may be called.
    ///
    /// - Parameter allowed: the only hosts that the operator lets connections name; none for any.
    static func problem(_ text: String, _ rules: GuardPolicy, among allowed: [HostPattern] = []) -> String? {
        do {
            let url = try URLSyntax.parse(text)
            guard url.scheme == .https else { return "must start with https://" }
            guard url.target == "/", url.port == 443 else { return "must be the address without a path, a query and a port" }
            try rules.check(url)
            return allowed.isEmpty || allowed.contains { $0.matches(url) } ? nil : "must be at one of the hosts that this server allows"
        } catch let error as URLSyntaxError {
            return error.description
        } catch let refusal as GuardRefusal {
            return refusal.description
        } catch {
            return "cannot be used"
        }
    }
}
