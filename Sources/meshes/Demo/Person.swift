/// An invented person, with an address under a domain that is reserved for examples.
struct Person {
    let first: String
    let last: String

    var email: String { "\(first).\(last)@example.com".lowercased() }

    static func random(_ random: inout some RandomNumberGenerator) -> Person {
        Person(first: firsts.randomElement(using: &random) ?? "Ada", last: lasts.randomElement(using: &random) ?? "Lovelace")
    }

    private static let firsts = ["Ada", "Grace", "Linus", "Margaret", "Dennis", "Radia", "Edsger", "Barbara", "Ken", "Hedy"]
    private static let lasts = ["Miller", "Okafor", "Silva", "Tanaka", "Novak", "Dubois", "Larsen", "Haddad", "Rossi", "Kim"]
}
