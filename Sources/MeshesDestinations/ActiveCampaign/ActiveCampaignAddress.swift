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
    static func problem(_ text: String, _ hosts: GuardPolicy) -> String? {
        do {
            let url = try URLSyntax.parse(text)
            guard url.scheme == .https else { return "must start with https://" }
            guard url.target == "/", url.port == 443 else { return "must be the address without a path, a query and a port" }
            try hosts.check(url)
            return nil
        } catch let error as URLSyntaxError {
            return error.description
        } catch let refusal as GuardRefusal {
            return refusal.description
        } catch {
            return "cannot be used"
        }
    }
}
