import HTTPTypes
import MeshesModel
import MeshesTestSupport
import Testing

/// Whatever comes, no route answers 500, and none a status that it does not document (`ServerFixture.send` sees to that).
@Suite struct FuzzTests {
    static let words: [JSONValue] = [
        nil, true, false, 0, -1, 1e300, .integer(.max), .integer(.min), "", " ", "a", "\u{0}", "ü\u{202E}😀", "webhook",
        "https://hooks.example.com/x", "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60", "../../etc/passwd", "' OR 1=1 --",
        .string(String(repeating: "x", count: 300)), [], [:], [nil], [[[[]]]], ["a": ["b": ["c": []]]],
    ]
    static let members = [
        "name", "description", "workspace", "type", "metadata", "hidden", "active", "connection", "event", "resource",
        "resource_id", "payload", "schema", "expected_version", "mapping_id", "workspace_id", "force_delete", "url", "action",
        "schema_version", "fields", "dest", "source", "email", "id", "idempotency_key", "custom_headers", "http_method",
    ]

    static func value(_ random: inout SeededRandom, depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth > 3 ? 1 : 4), using: &random) {
        case 1:
            return .array((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        case 2, 3:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<8, using: &random) {
                object[members.randomElement(using: &random) ?? ""] = value(&random, depth: depth + 1)
            }
            return .object(object)
        default: return words.randomElement(using: &random) ?? .null
        }
    }

    static func body(_ random: inout SeededRandom) -> [UInt8] {
        let good = Array(value(&random).compactText.utf8)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return []
        case 1: return (0..<Int.random(in: 1..<64, using: &random)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        case 2: return Array(good.prefix(Int.random(in: 0...good.count, using: &random)))
        case 3: return good + [0xC3, 0x28] + good
        case 4: return [UInt8](repeating: UInt8(ascii: "["), count: Int.random(in: 1..<5_000, using: &random))
        case 5: return Array(#"{"a":"#.utf8) + Array(String(repeating: #"{"a":"#, count: 500).utf8)
        case 6:
            var bytes = good
            if !bytes.isEmpty { bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            return bytes
        default: return good
        }
    }

    static func query(_ random: inout SeededRandom) -> String {
        let names = ["limit", "cursor", "event", "status", "resource", "resource_id", "expand", "refresh", "force_delete", "x"]
        let values = ["", "1", "0", "-1", "true", "%", "%zz", "%FF", "%00", "a%20b", "999999999999999999999", "AAAA", "rule_events"]
        return (0..<Int.random(in: 0..<4, using: &random)).map { _ in
            (names.randomElement(using: &random) ?? "") + "=" + (values.randomElement(using: &random) ?? "")
        }.joined(separator: "&")
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func noRouteBreaks(_ seed: UInt64) async throws {
        try await ServerFixture.run { server in
            var random = SeededRandom(seed)
            let connection = try await server.makeConnectionSkippingTest("Fuzz")
            let rule = try await server.makeRule("order.paid", to: connection)
            let event = try await server.event(try await server.emit("order.paid"), when: "completed")
            let known = [
                "{workspace_id}": server.tenant.workspace.id.description, "{connection_id}": connection["id"]?.string ?? "",
                "{rule_id}": rule["id"]?.string ?? "", "{event_id}": event["id"]?.string ?? "",
                "{attempt_id}": "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60",
            ]
            for _ in 0..<40 {
                for operation in server.responder.operations where operation.name != "deleteConnection" && operation.name != "deleteRule" {
                    var path = operation.path
                    for (name, id) in known {
                        let bad = Int.random(in: 0..<6, using: &random) == 0
                        path = path.replacing(name, with: bad ? ["x", "%00", "%FF", "..", id + "0"].randomElement(using: &random) ?? id : id)
                    }
                    let method = try #require(HTTPMethods.named(operation.method))
                    let credential: TestCredential =
                        operation.path.hasPrefix("/api/v1/events") && Bool.random(using: &random) ? .publishable : .machine
                    let reply = try await server.send(
                        method, path + "?" + Self.query(&random), as: credential, bytes: Self.body(&random))
                    #expect(reply.status < 500, "\(operation.name): \(reply.text)")
                }
            }
        }
    }

    @Test func hugeBodiesAreRefusedEverywhere() async throws {
        try await ServerFixture.run { server in
            let huge = [UInt8](repeating: UInt8(ascii: "["), count: 6 << 20)
            for operation in server.responder.operations where operation.path.hasPrefix("/api/v1/") {
                let path = operation.path.replacing(#/\{[a-z_]+\}/#, with: server.tenant.workspace.id.description)
                let method = try #require(HTTPMethods.named(operation.method))
                let reply = try await server.send(method, path, bytes: huge)
                #expect(reply.status < 500, "\(operation.name)")
            }
        }
    }

    @Test func brokenTokensAreRefused() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            var random = SeededRandom(7)
            let good = Array(server.token(server.tenant.machineKey).utf8)
            for _ in 0..<500 {
                var bytes = good
                let position = Int.random(in: bytes.indices, using: &random)
                bytes[position] = Array("ABCxyz019-_.=%".utf8).randomElement(using: &random) ?? 65
                guard bytes != good else { continue }
                let reply = try await server.send(
                    .get, "/api/v1/workspaces", as: .bearer(String(decoding: bytes, as: UTF8.self)))
                #expect(reply.status == 401)
            }
        }
    }
}
