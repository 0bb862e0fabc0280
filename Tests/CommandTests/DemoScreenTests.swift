import Foundation
import MeshesClient
import MeshesModel
import Testing

@testable import meshes

struct DemoScreenTests {
    private static let start = Timestamp(milliseconds: 1_774_137_600_000)

    private func change(_ number: Int, status: String, attempts: Int, error: String? = nil) throws -> DeliveryFeed.Change {
        func id(_ kind: Int) -> String { "00000000-0000-7000-8000-\(kind)\(String(repeating: "0", count: 7))\(1000 + number)" }
        var text: [String: JSONValue] = [
            "id": .string(id(1)), "workspace": .string(id(2)), "event": "order.completed", "event_id": .string(id(3)),
            "connection": .string(id(4)), "rule": .string(id(5)), "integration_type": "webhook", "status": .string(status),
            "attempt_count": .integer(Int64(attempts)), "created_by": "publishable_key", "created_at": .string(Self.start.description),
        ]
        if status == "completed" { text["completed_at"] = .string((Self.start + .milliseconds(number)).description) }
        if status == "retrying" { text["next_attempt_at"] = .string((Self.start + .seconds(8)).description) }
        if let error { text["last_error"] = .string(error) }
        let workspace: JSONValue = [
            "id": .string(id(2)), "name": "Acme Rockets", "description": nil, "created_at": .string(Self.start.description),
            "updated_at": .string(Self.start.description),
        ]
        return DeliveryFeed.Change(
            workspace: try decode(workspace), delivery: try decode(JSONValue.object(JSONObject(uniqueKeysWithValues: text.map { ($0, $1) }))),
            destination: "Warehouse")
    }

    private func decode<Value: Decodable>(_ value: JSONValue) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    private func board() throws -> DemoBoard {
        var board = DemoBoard()
        try board.apply((1...9).map { try change($0, status: "completed", attempts: 1) }, at: Self.start)
        try board.apply([change(10, status: "retrying", attempts: 2, error: "HTTP 503 Service Unavailable")], at: Self.start + .seconds(1))
        try board.apply([change(11, status: "retrying", attempts: 1)], at: Self.start)
        try board.apply([change(11, status: "completed", attempts: 3)], at: Self.start + .seconds(9))
        return board
    }

    @Test func aDeliveryCountsOnceAsItStandsNow() throws {
        let totals = try board().totals
        #expect(totals == DemoBoard.Totals(deliveries: 11, completed: 10, recovered: 1, waiting: 1))
    }

    @Test(arguments: [(80, 23), (100, 30), (132, 40), (200, 60), (60, 12)])
    func noLineIsWiderThanTheTerminalAndTheFrameFits(_ columns: Int, _ rows: Int) throws {
        let screen = DemoScreen(
            url: "http://127.0.0.1:8080", host: "http://localhost:8081", data: "/tmp/meshes-demo-abcdef", board: try board(),
            destinations: [
                .init(name: "Warehouse", workspace: "Acme Rockets", receiver: .flaky),
                .init(name: "Loyalty", workspace: "Globex Bakery", receiver: .late),
            ],
            latency: (.milliseconds(2), .milliseconds(5)), events: 11, elapsed: .seconds(5), now: Self.start + .seconds(5), paint: .none)
        let lines = screen.lines(columns: columns, rows: rows)
        #expect(lines.count <= rows)
        if columns >= 80 {
            #expect(lines.filter { $0.count > columns } == [])
            #expect(lines.contains { $0.contains("↻ retrying") && $0.contains("in 3 s") })
            #expect(lines.contains { $0.contains("down, back in 15 s") })
        }
    }
}
