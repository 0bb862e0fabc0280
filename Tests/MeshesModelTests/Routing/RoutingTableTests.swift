import MeshesModel
import Testing

@Suite struct RoutingTableTests {
    private static func route(_ number: UInt64, _ resource: String? = nil, _ resourceID: String? = nil) -> RoutingTable.Route {
        RoutingTable.Route(
            rule: .init(high: 0, low: number), ruleVersion: 1, connection: .init(high: 1, low: number), type: .webhook,
            resource: resource, resourceID: resourceID, connectionActive: number != 1)
    }

    private let table = RoutingTable(
        organization: .init(high: 0, low: 0), workspace: .init(high: 0, low: 0), version: 4,
        routes: [
            "order.paid": [route(1), route(2, "order"), route(3, "order", "7"), route(4, "invoice"), route(5, "global")],
            "Order.paid": [route(6)],
        ])

    @Test(arguments: [
        ("order.paid", "order", nil, [1, 2]), ("order.paid", "order", "7", [1, 2, 3]), ("order.paid", "order", "8", [1, 2]),
        ("order.paid", "invoice", "7", [1, 4]), ("order.paid", "global", nil, [1, 5]), ("order.paid", "Order", "7", [1]),
        ("Order.paid", "order", "7", [6]), ("order", "order", "7", []), ("order.*", "order", nil, []), ("", "", nil, []),
    ] as [(String, String, String?, [UInt64])])
    func matches(_ event: String, _ resource: String, _ resourceID: String?, _ rules: [UInt64]) {
        #expect(table.matches(event: event, resource: resource, resourceID: resourceID).map(\.rule.low) == rules)
    }

    @Test func alsoMatchesRulesOfConnectionsThatAreOff() {
        let route = table.matches(event: "order.paid", resource: "x", resourceID: nil).first
        #expect(route?.connectionActive == false)
    }
}
