import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@Suite struct KeyRotationTests {
    @Test(arguments: StoreEngine.allCases) func everySecretMovesToTheNewestKey(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for number in 1...3 { try await SealedSecrets(fixture).makeAll("\(number)") }
            _ = try await fixture.connect("No secret")
            let rotated = KeyRing(try .test(8), [try .test(7)])
            try await fixture.reopened(keys: rotated) { next async throws in
                #expect(try await used(next) == [fixture.keys.ids[0]])
                // Batches that do not divide what there is.
                let seen = Recorded<Int>()
                #expect(try await next.store.sealedValues.reseal(batch: 2) { seen.append($0) }.moved == 12)
                #expect(seen.all.last == 12 && seen.all == seen.all.sorted() && seen.all.count > 4)
                #expect(try await used(next) == [rotated.ids[0]])
                #expect(try await next.store.sealedValues.usage().map(\.count) == [3, 3, 3, 3])
                #expect(try await next.store.sealedValues.reseal().moved == 0)
            }
            try await fixture.reopened(keys: KeyRing(try .test(8))) { next async throws in
                for number in 1...3 { try await SealedSecrets(next).expectAll("\(number)") }
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func whatIsWrittenMeanwhileStaysAsItsWriterMadeIt(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for number in 1...20 { try await SealedSecrets(fixture).make(.connections, "\(number)") }
            let connections = try await fixture.store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest(limit: 100)).records
            // The other has the new key too, and writes with the old one while values move.
            let old = KeyRing(try .test(7), [try .test(8)])
            try await fixture.beside(keys: old) { writer async throws in
                try await fixture.beside(keys: KeyRing(try .test(8), [try .test(7)])) { mover async throws in
                    async let moved = mover.store.sealedValues.reseal(batch: 1)
                    for var connection in connections {
                        connection.secrets = ["bearer_token": Secret("changed \(connection.name)")]
                        _ = try await writer.store.connections.update(writer.access, connection, expecting: 1)
                    }
                    #expect(try await moved.moved > 0)
                    for connection in connections {
                        let found = try await mover.store.connections.get(mover.access, connection.id)
                        #expect(found.secrets == ["bearer_token": Secret("changed \(connection.name)")])
                    }
                    try await mover.store.sealedValues.reseal()
                    #expect(try await used(mover) == [mover.keys.ids[0]])
                }
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aDamagedSecretStopsNoOther(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for name in ["1", "2", "3"] { try await SealedSecrets(fixture).make(.connections, name) }
            let victim = try #require(try await fixture.store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest(limit: 3)).records.last)
            try await fixture.store.database.write { connection in
                _ = try connection.execute(
                    "UPDATE connections SET secrets = (SELECT o.secrets FROM connections o WHERE o.id > ? ORDER BY o.id LIMIT 1) WHERE id = ?",
                    [.id(victim.id), .id(victim.id)])
            }
            try await fixture.beside(keys: KeyRing(try .test(8), [try .test(7)])) { mover async throws in
                let result = try await mover.store.sealedValues.reseal(batch: 1)
                #expect(result.moved == 2)
                #expect(result.damaged.map(\.kind) == [.connections] && result.damaged.map(\.id) == [victim.id.description])
                #expect(try await used(mover) == Set(mover.keys.ids))
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aValueThatNamesNoKeyIsCountedAndStays(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for name in ["1", "2"] { try await SealedSecrets(fixture).make(.machineKeys, name) }
            let victim = try #require(try await fixture.store.machineKeys.list(fixture.access).first)
            for bytes in [[], [8], [8, 0, 0], [255] + [UInt8](repeating: 1, count: 60)] as [[UInt8]] {
                try await fixture.store.database.write { connection in
                    _ = try connection.execute("UPDATE machine_keys SET secret = ? WHERE id = ?", [.blob(bytes), .id(victim.id)])
                }
                // One such row does not stop the next program.
                try await fixture.beside(keys: KeyRing(try .test(8), [try .test(7)])) { mover async throws in
                    let result = try await mover.store.sealedValues.reseal()
                    #expect(result.damaged.map(\.id) == [victim.id.description])
                    let usage = try await mover.store.sealedValues.usage()
                    #expect(usage.filter { $0.key == nil }.map(\.count) == [1])
                    #expect(usage.compactMap(\.key) == [mover.keys.ids[0]])
                }
            }
        }
    }

    /// The ids of the keys that secrets in the store need.
    private func used(_ fixture: StoreFixture) async throws -> Set<String> {
        Set(try await fixture.store.sealedValues.usage().compactMap(\.key))
    }
}
