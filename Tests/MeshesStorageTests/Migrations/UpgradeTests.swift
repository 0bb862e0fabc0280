import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// Stores that an older program has filled, brought up to date.
@Suite struct UpgradeTests {
    private let time = ManualTime()
    private let access = Access.system(OldStore.organization)

    @Test(arguments: StoreEngine.allCases) func aStoreOfEveryAgeKeepsAllItHeldAndDeliversWhatWaited(_ engine: StoreEngine) async throws {
        for steps in 1..<Migration.all.count {
            let place = try StorePlace(engine)
            let key = try EncryptionKey.test(7)
            let old = OldStore(key: key)
            let driver = try place.driver()
            try Migrator(steps: Array(Migration.all.prefix(steps))).run(on: driver, time: time)
            try driver.transaction { try old.insert(steps: steps, on: $0) }
            try driver.close()

            let store = try await place.open(keys: KeyRing(key), time: time, ids: IdentifierSource(time: time))
            do {
                try await expectRows(of: old, steps: steps, in: store)
                try await expectTenancy(store)
                if steps >= 2 { try await expectDestinations(store) }
                if steps >= 3 { try await expectHistory(store) }
                if steps >= 4 { try await deliverWhatWaited(store) }
                if steps >= 5 { try await expectSession(store) }
                if steps >= 7 { try await expectGrant(store) }
            } catch {
                try? await store.close()
                throw error
            }
            try await store.close()
        }
    }

    private func expectRows(of old: OldStore, steps: Int, in store: Store) async throws {
        let tables = try (1...steps).flatMap { try old.rows(of: $0) }.reduce(into: [String: Int]()) { $0[$1.table, default: 0] += 1 }
        for (table, count) in tables {
            let found = try await store.database.read { connection in
                try connection.first("SELECT COUNT(*) FROM \(table)", []) { $0.int(0) }
            }
            #expect(found == count, "\(table), from step \(steps)")
        }
    }

    private func expectTenancy(_ store: Store) async throws {
        #expect(try await store.organizations.all().map(\.name) == ["Acme"])
        #expect(try await store.workspaces.get(access, OldStore.workspace).name == "Main")
        #expect(try await store.machineKeys.find(["mk_old"])[0]?.get().secret == Secret("machine secret"))
        #expect(try await store.workspaces.find(publishableKeys: ["pk_old"])[0]?.workspace == OldStore.workspace)
        #expect(try await store.catalog.list(access, OldStore.workspace, .eventType).map(\.key) == ["order.paid"])
    }

    private func expectDestinations(_ store: Store) async throws {
        let webhook = try await store.connections.get(access, OldStore.webhook)
        #expect(webhook.secrets == ["auth_token": Secret("bearer")] && webhook.active)
        #expect(try await store.rules.get(access, OldStore.rule).event == "order.paid")
        #expect(try await store.mappings.current(access, OldStore.webhook)?.name == "Mapping")
    }

    private func expectHistory(_ store: Store) async throws {
        let done = try await store.events.get(access, OldStore.done)
        #expect(done.progress.completed == 1 && done.progress.completedAt == OldStore.then && !done.isTest)
        #expect(try await store.events.payload(access, OldStore.waiting) == Array(#"{"total":1.10}"#.utf8))
        for (event, code, status) in [(OldStore.done, OutcomeCode.delivered, DeliveryStatus.completed), (OldStore.waiting, .rejectedServerError, .retrying)] {
            #expect(try await store.deliveries.get(access, event, OldStore.rule).status == status)
            let attempts = try await store.attempts.list(access, event, OldStore.rule, PageRequest()).records
            #expect(attempts.map(\.outcome) == [code] && attempts.map(\.message) == ["as it was"])
        }
    }

    private func deliverWhatWaited(_ store: Store) async throws {
        let node = try await store.nodes.join(.test, lease: StoreFixture.nodeLease).number
        let now = max(time.now(), OldStore.then)
        let entries = try await store.queue.claim(
            OldStore.webhook, for: node, now: now, until: now + StoreFixture.lease, limit: 10
        ).entries
        #expect(entries.map(\.event) == [OldStore.waiting])
        for entry in entries {
            let state = entry.state.afterAttempt(.ok, startedAt: now, now: now, schedule: .standard, spread: 0)
            let attempt = Attempt(
                id: store.ids.next(), event: entry.event, rule: entry.rule, delivery: entry.key.delivery, number: state.attemptCount,
                trigger: entry.trigger, outcome: .delivered, message: "200 OK", httpStatus: 200, startedAt: now, finishedAt: now,
                nextAttemptAt: nil, hasResponseDetails: false)
            let change = DeliveryChange(of: entry, to: state, next: nil, attempt: attempt, details: nil, at: now)
            #expect(try await store.queue.record([change])[0].word == "applied")
        }
        #expect(try await store.events.get(access, OldStore.waiting).progress.completed == 1)
        #expect(try await store.attempts.list(access, OldStore.waiting, OldStore.rule, PageRequest()).records.count == 2)
    }

    private func expectSession(_ store: Store) async throws {
        let session = try await store.sessions.find([OldStore.session])[0]
        #expect(session?.generation == 3 && session?.grant.role == .owner && session?.revokedAt == nil)
    }

    private func expectGrant(_ store: Store) async throws {
        #expect(try await store.grants.find(OldStore.grant)?.tokens.refresh == Secret("r"))
        #expect(try await store.connections.get(access, OldStore.slack).grant == OldStore.grant)
    }
}
