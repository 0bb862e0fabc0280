import MeshesClient
import MeshesModel
import MeshesTestSupport
import Testing

/// An event goes in once and arrives; what happened to it can be read afterwards.
@Suite(.timeLimit(.minutes(5))) struct DeliveryTests {
    @Test func anEventArrivesAndItsHistoryCanBeRead() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        try await house.serve(try await house.setUp()) { server in
            let workspace = try await server.workspace
            let (connection, rule) = try await server.destination(receiver.url("/ok"), in: workspace)
            let payload = #"{"amount":1.10,"email":"ada@example.com","n":12345678901234567890}"#
            let emitted = try await server.emit(in: workspace, payload: payload)
            let event = try await server.event(emitted, becomes: "completed")
            #expect(event.totalRules == 1 && event.completedCount == 1 && event.failedCount == 0)
            let delivery = try #require(event.deliveries?.first)
            #expect(delivery.connection == connection.id && delivery.rule == rule.id && delivery.status == "completed")
            let attempts = try await server.management.attempts(event: event.id, rule: rule.id).records
            #expect(attempts.map(\.outcomeCode) == ["delivered"] && attempts.map(\.httpStatus) == [200])

            // The first request was the test on save.
            #expect(receiver.requests.count == 2)
            let request = try #require(receiver.requests.last)
            #expect(request.text.contains(#""payload":\#(payload)"#))
            #expect(request.header("X-Meshes-Delivery-Id") == delivery.id.description)
            #expect(try await server.management.payload(of: event.id).payload?["email"] == "ada@example.com")
        }
        await receiver.stop()
    }

    @Test func aReceiverThatRecoversGetsTheEvent() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        try await house.serve(try await house.setUp()) { server in
            let workspace = try await server.workspace
            let (_, rule) = try await server.destination(receiver.url("/seq/recovers/200,503,503,200"), in: workspace)
            let emitted = try await server.emit(in: workspace)
            for (failures, wait) in [(1, Duration.seconds(10)), (2, .seconds(30))] {
                await receiver.waitForRequests(1 + failures)
                let event = try await server.event(emitted, becomes: "retrying")
                let delivery = try #require(event.deliveries?.first)
                #expect(delivery.attemptCount == failures && delivery.nextAttemptAt == server.time.now() + wait)
                server.time.advance(by: wait)
            }
            await receiver.waitForRequests(4)
            let event = try await server.event(emitted, becomes: "completed")
            let attempts = try await server.management.attempts(event: event.id, rule: rule.id).records
            #expect(attempts.map(\.outcomeCode) == ["delivered", "rejected_server_error", "rejected_server_error"])
            #expect(attempts.map(\.number) == [3, 2, 1])
            let details = try await server.management.responseDetails(event: event.id, rule: rule.id, attempt: attempts[2].id)
            #expect(details.response?.status == 503 && details.outcomeCode == "rejected_server_error")
            let numbers = receiver.requests.dropFirst().map { $0.header("X-Meshes-Attempt") }
            #expect(numbers == ["1", "2", "3"])
            #expect(Set(receiver.requests.dropFirst().map { $0.header("X-Meshes-Delivery-Id") }).count == 1)
        }
        await receiver.stop()
    }

    @Test func aFailedDeliveryIsRetriedByHand() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        try await house.serve(try await house.setUp()) { server in
            let workspace = try await server.workspace
            let (_, rule) = try await server.destination(receiver.url("/seq/by-hand/200,400,200"), in: workspace)
            let failed = try await server.event(try await server.emit(in: workspace), becomes: "failed")
            #expect(failed.failedCount == 1)
            let again = try await server.management.retry(event: failed.id, rule: rule.id)
            #expect(again.id == failed.deliveries?.first?.id)
            let event = try await server.event(failed, becomes: "completed")
            let attempts = try await server.management.attempts(event: event.id, rule: rule.id).records
            #expect(attempts.map(\.trigger) == ["manual", "auto"])
            let refused = await #expect(throws: ClientError.self) { try await server.management.retry(event: event.id, rule: rule.id) }
            #expect(refused?.status == 409)
        }
        await receiver.stop()
    }
}
