import MeshesClient
import MeshesModel

/// One realistic event of a customer's product.
struct DemoEvent: Sendable {
    let name: String
    let resource: String
    let resourceID: String
    let payload: JSONValue

    /// Draws one; signups are the most frequent, trials that end the least.
    static func random(using random: inout some RandomNumberGenerator) -> DemoEvent {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<40: signup(&random)
        case ..<68: order(&random)
        case ..<88: invoice(&random)
        default: trial(&random)
        }
    }

    func message() throws(ClientError) -> EventMessage {
        try EventMessage(name, payload: payload, resource: resource, resourceID: resourceID)
    }

    private static func signup(_ random: inout some RandomNumberGenerator) -> DemoEvent {
        let person = Person.random(&random)
        let number = Int.random(in: 1000...9999, using: &random)
        return DemoEvent(
            name: "user.signup", resource: "user", resourceID: "u_\(number)",
            payload: [
                "email": .string(person.email), "first_name": .string(person.first), "last_name": .string(person.last),
                "plan": .string(["free", "starter", "team"].randomElement(using: &random) ?? "free"),
                "utm_source": .string(["search", "newsletter", "friend"].randomElement(using: &random) ?? "search"),
            ])
    }

    private static func order(_ random: inout some RandomNumberGenerator) -> DemoEvent {
        let person = Person.random(&random)
        let number = Int.random(in: 10_000...99_999, using: &random)
        let items = (0..<Int.random(in: 1...4, using: &random)).map { _ -> JSONValue in
            [
                "sku": .string("SKU-\(Int.random(in: 100...999, using: &random))"),
                "quantity": .integer(Int64.random(in: 1...5, using: &random)),
            ]
        }
        return DemoEvent(
            name: "order.completed", resource: "order", resourceID: "\(number)",
            payload: [
                "email": .string(person.email), "total": .double(Double(Int.random(in: 900...24_900, using: &random)) / 100),
                "currency": "EUR", "items": .array(items),
            ])
    }

    private static func invoice(_ random: inout some RandomNumberGenerator) -> DemoEvent {
        let person = Person.random(&random)
        let number = Int.random(in: 100...9999, using: &random)
        return DemoEvent(
            name: "invoice.paid", resource: "invoice", resourceID: "INV-\(number)",
            payload: [
                "email": .string(person.email), "amount": .integer(Int64.random(in: 1...40, using: &random) * 100),
                "method": .string(["card", "sepa", "invoice"].randomElement(using: &random) ?? "card"),
            ])
    }

    private static func trial(_ random: inout some RandomNumberGenerator) -> DemoEvent {
        let person = Person.random(&random)
        return DemoEvent(
            name: "trial.ending", resource: "account", resourceID: "acc_\(Int.random(in: 100...999, using: &random))",
            payload: [
                "email": .string(person.email), "days_left": .integer(Int64.random(in: 1...7, using: &random)),
                "seats": .integer(Int64.random(in: 1...30, using: &random)),
            ])
    }
}
