import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// What the store shows to an embed session: what is hidden never, and of a locked one's resource only.
@Suite struct SessionReachTests {
    @Test func aLockedSessionSeesItsResourceOnly() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let mine = try await server.makeRule("paid", to: connection, resource: "project", resourceID: "p1")
            let other = try await server.makeRule("paid", to: connection, resource: "project", resourceID: "p2")
            let any = try await server.makeRule("paid", to: connection, resource: "project")
            let inside = try await server.event(try await server.emit("paid", resource: "project", resourceID: "p1"), when: "completed")
            let outside = try await server.event(try await server.emit("paid", resource: "project", resourceID: "p2"), when: "completed")
            let access = server.session(.admin, .resource, lock: ResourceLock(resource: "project", resourceID: "p1"))

            let rules = try await server.store.rules.list(access, nil, RuleFilter(), PageRequest()).records.map(\.id)
            #expect(rules == [try server.id(mine)])
            for foreign in [other, any] {
                await #expect(throws: MeshesError.notFound("Rule")) { try await server.store.rules.get(access, try server.id(foreign)) }
                await #expect(throws: MeshesError.notFound("Rule")) { try await server.store.rules.delete(access, try server.id(foreign)) }
            }
            let events = try await server.store.events.list(access, nil, EventFilter(), PageRequest()).records.map(\.id)
            #expect(events == [try server.id(inside)])
            let conflicting = EventFilter(resource: "project", resourceID: "p2")
            #expect(try await server.store.events.list(access, nil, conflicting, PageRequest()).records.isEmpty)
            await #expect(throws: MeshesError.notFound("Event")) { try await server.store.events.get(access, try server.id(outside)) }
            await #expect(throws: MeshesError.notFound("Event")) { try await server.store.events.payload(access, try server.id(outside)) }
            #expect(try await server.store.events.deliveries(access, of: [try server.id(outside)]) == [try server.id(outside): []])
            await #expect(throws: MeshesError.notFound("Event")) {
                try await server.store.deliveries.get(access, try server.id(outside), try server.id(other))
            }
            await #expect(throws: MeshesError.notFound("Event")) {
                try await server.services.engine.retry(try server.id(outside), try server.id(other), access: access)
            }
            await #expect(throws: MeshesError.notFound("Event")) {
                try await server.services.engine.cancel(try server.id(outside), access: access)
            }
            // The rule for the whole resource cannot be read, but what it delivered of the event can.
            let event: Event.ID = try server.id(inside)
            let shown = try await server.store.events.deliveries(access, of: [event])[event]?.map(\.rule) ?? []
            #expect(Set(shown) == Set([try server.id(mine), try server.id(any)]))
        }
    }

    @Test func aLockedSessionsRulesAreOfItsResource() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let connection: Connection.ID = try server.id(try await server.makeConnection())
            let access = server.session(.admin, .resource, lock: ResourceLock(resource: "project", resourceID: "p1"))
            var rule = Rule(
                id: server.services.ids.next(), organization: access.organization, workspace: server.tenant.workspace.id,
                connection: connection, type: .webhook, event: "paid", resource: "team", resourceID: "t9",
                metadata: ["action": "send_webhook"], hidden: true, createdBy: access.createdBy, createdAt: server.time.now(),
                updatedAt: server.time.now())
            rule = try await server.store.rules.create(access, rule)
            #expect(rule.resource == "project" && rule.resourceID == "p1" && !rule.hidden)
            rule.resourceID = nil
            rule.hidden = true
            rule = try await server.store.rules.update(access, rule)
            #expect(rule.resource == "project" && rule.resourceID == "p1" && !rule.hidden)
        }
    }

    @Test func whatIsHiddenIsNeitherSeenNorCounted() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let shown = try await server.makeRule("paid", to: connection)
            let quiet = try await server.makeConnectionSkippingTest("Quiet")
            let overQuiet = try await server.makeRule("paid", to: quiet)
            let internal_ = try await server.makeRule("paid", to: connection, resource: "global")
            let made = try await server.emit("paid")
            let event = try await server.event(made, when: "completed")
            #expect(event["total_rules"] == 3)
            try await server.hide(connection: quiet)
            try await server.hide(rule: internal_)
            let id: Event.ID = try server.id(event)
            let access = server.session(.owner)
            let rules: Set<Rule.ID> = [try server.id(shown)]

            func check() async throws {
                #expect(Set(try await server.store.rules.list(access, nil, RuleFilter(), PageRequest()).records.map(\.id)) == rules)
                let names = try await server.store.connections.list(access, nil, ConnectionFilter(), PageRequest()).records.map(\.name)
                #expect(names == ["Orders"])
                let progress = try await server.store.events.get(access, id).progress
                #expect(progress.total == 1 && progress.completed == 1)
                #expect(try await server.store.events.list(access, nil, EventFilter(), PageRequest()).records.map(\.progress) == [progress])
                #expect(try await server.store.events.deliveries(access, of: [id])[id]?.map(\.rule) == [try server.id(shown)])
                for rule in [overQuiet, internal_] {
                    await #expect(throws: MeshesError.notFound("Rule event")) {
                        try await server.store.attempts.list(access, id, try server.id(rule), PageRequest())
                    }
                }
                await #expect(throws: MeshesError.notFound("Connection")) {
                    try await server.store.connections.get(access, try server.id(quiet))
                }
            }
            try await check()
            // What was hidden stays hidden in the history when it is gone.
            _ = try await server.store.rules.delete(server.tenant.access, try server.id(internal_))
            _ = try await server.store.connections.delete(server.tenant.access, try server.id(quiet), force: true)
            try await check()
            #expect(try await server.send(.get, "/api/v1/events/\(id)")["total_rules"] == 3)
        }
    }

    @Test func cancellingAnEventLeavesHiddenDeliveriesAlone() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let shown = try await server.makeRule("paid", to: connection)
            let hidden = try await server.makeRule("paid", to: connection, resource: "global")
            server.sender.answer(status: 503)
            let event = try await server.event(try await server.emit("paid"), when: "retrying")
            try await server.hide(rule: hidden)
            let id: Event.ID = try server.id(event)
            let after = try await server.services.engine.cancel(id, access: server.session(.admin))
            #expect(after.progress.status == .canceled && after.progress.total == 1)
            let statuses = try await server.store.events.deliveries(server.tenant.access, of: [id])[id] ?? []
            #expect(statuses.first { $0.rule.description == shown["id"]?.string }?.status == .canceled)
            #expect(statuses.first { $0.rule.description == hidden["id"]?.string }?.status == .retrying)
        }
    }
}
