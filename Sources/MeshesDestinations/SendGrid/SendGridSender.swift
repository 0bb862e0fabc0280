import MeshesModel

/// Who a message is from, as a rule says it: an address, or `Name <address>`. Only the name may hold placeholders, because
/// an address that the payload chooses would let anybody send in another's name.
struct SendGridSender: Hashable, Sendable {
    let email: String
    /// A template; nil for none.
    let name: String?

    /// Nil for anything else.
    init?(_ text: String) {
        guard !text.contains(where: \.isNewline) else { return nil }
        guard let open = text.lastIndex(of: "<") else {
            self.init(address: text.trimmingSpaces, name: nil)
            return
        }
        guard text.hasSuffix(">") else { return nil }
        let name = String(text[..<open]).replacing("\"", with: "").trimmingSpaces
        self.init(address: text[text.index(after: open)...].dropLast(), name: name.isEmpty ? nil : String(name))
    }

    private init?(address: Substring, name: String?) {
        let email = String(String(address).trimmingSpaces)
        guard EmailAddress.isValid(email), !email.contains("{{"), email.count(where: { $0 == "@" }) == 1 else { return nil }
        self.email = email
        self.name = name
    }

    /// As a message names it.
    func json(_ values: JSONValue) -> JSONValue {
        guard let name = name.flatMap({ Template($0).render(values, oneLine: true, limit: 256) }) else { return ["email": .string(email)] }
        return ["email": .string(email), "name": .string(name)]
    }
}
