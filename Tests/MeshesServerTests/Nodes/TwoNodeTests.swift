import Foundation
import MeshesDestinations
import MeshesDelivery
import MeshesModel
import MeshesServer
import MeshesStorage
import MeshesTestSupport
import Testing

/// Two servers on one PostgreSQL: what is changed through one holds at the other.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] != nil), .timeLimit(.minutes(3)))
struct TwoNodeTests {
    @Test func whatIsRevokedIsRefusedByTheNextCallEverywhere() async throws {
        try await ServerFixture.runTwo { one, other in
            let access = Access.system(one.tenant.organization.id)
            for _ in 1...5 {
                let key = try await one.store.machineKeys.create(access, name: "Short")
                let session = try await one.mint(.admin)
                #expect(try await other.send(.get, "/api/v1/workspaces", as: .key(key)).status == 200)
                #expect(try await other.send(.get, one.workspacePath, as: session.credential).status == 200)
                try await one.store.machineKeys.revoke(access, key.id)
                _ = try one.expect(200, try await one.send(.delete, "/api/v1/sessions/\(session.id)"))
                #expect(try await other.send(.get, "/api/v1/workspaces", as: .key(key)).status == 401)
                #expect(try await other.send(.get, one.workspacePath, as: session.credential).errorName == "SessionRevoked")
            }
        }
    }

    @Test func aRuleHoldsForTheNextEventAtTheOtherNode() async throws {
        try await ServerFixture.runTwo { one, other in
            let connection = try await one.makeConnectionSkippingTest("Orders")
            for number in 1...5 {
                // The other node knows the workspace without the rule.
                _ = try await other.emit("order.\(number)")
                let rule = try await one.makeRule("order.\(number)", to: connection)
                let event = try await other.emit("order.\(number)")
                let delivery = try await other.store.deliveries.get(.system(one.tenant.organization.id), one.id(event), one.id(rule))
                #expect(delivery.rule == (try one.id(rule)))
            }
        }
    }

    @Test func aConnectionThatWasSwitchedOffOrChangedIsSoEverywhere() async throws {
        try await ServerFixture.runTwo { one, other in
            let connection = try await one.makeConnectionSkippingTest("Orders")
            _ = try await one.makeRule("order.paid", to: connection)
            // The other node knows the connection now.
            _ = try await other.event(try await other.emit("order.paid"), when: "completed")
            let moved: JSONObject = [
                "name": "Orders", "metadata": ["url": "https://hooks.example.com/moved", "skip_url_test": true],
            ]
            _ = try one.expect(200, try await one.send(.put, "/api/v1/connections/\(connection["id"]?.string ?? "")", json: .object(moved)))
            try await other.untilMoved("deliveries go to the new address") {
                let event = try await other.emit("order.paid")
                _ = try await other.event(event, when: "completed")
                return (one.sender.requests + other.sender.requests).contains { $0.url.target.contains("moved") }
            }
            try await one.switchOff(connection)
            let before = other.sender.requests.count + one.sender.requests.count
            let event = try await other.emit("order.paid")
            try await other.untilMoved("the event waits") {
                try await other.send(.get, "/api/v1/events/\(event["id"]?.string ?? "")").json["status"] == "retrying"
            }
            #expect(other.sender.requests.count + one.sender.requests.count == before)
        }
    }

    @Test func aStreamTellsWhatHappensAtTheOtherNode() async throws {
        try await ServerFixture.runTwo { one, other in
            try await one.withStream(one.workspacePath + "/stream") { stream in
                try await other.untilMoved("the event is told") {
                    let event = try await other.emit("order.paid")
                    for _ in 0..<10 {
                        other.time.advance(by: .milliseconds(250))
                        _ = try await other.store.organizations.all()
                        if stream.changes.contains(where: { $0.contains(event["id"]?.string ?? "?") }) { return true }
                    }
                    return false
                }
            }
        }
    }

    @Test func aPauseHoldsAtBothNodes() async throws {
        try await ServerFixture.runTwo { one, other in
            let connection = try await one.makeConnectionSkippingTest("Orders")
            _ = try await one.makeRule("order.paid", to: connection)
            for server in [one, other] {
                server.sender.answer { _ in .success(OutboundAnswer(status: 429, headers: [("retry-after", "600")])) }
            }
            _ = try await one.emit("order.paid")
            try await one.until("the pause was asked for") { one.sender.requests.count + other.sender.requests.count == 1 }
            try await other.untilMoved("both pause") {
                one.services.engine.snapshot().pausedLanes == 1 && other.services.engine.snapshot().pausedLanes == 1
            }
            for _ in 1...5 { _ = try await other.emit("order.paid") }
            try await other.untilMoved("time has passed") { other.time.now() > Timestamp(milliseconds: 1_767_225_602_000) }
            #expect(one.sender.requests.count + other.sender.requests.count == 1)
        }
    }
}
