import Foundation
import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct IdentifierTests {
    @Test func readsAndWritesTheFormOfAUUID() throws {
        let text = "0198f0aa-1111-7222-8333-4444555566ff"
        let id = try #require(Event.ID(text))
        #expect(id.description == text)
        #expect(Event.ID(text.uppercased()) == id)
        #expect(Event.ID(bytes: id.bytes) == id)
        #expect(UUID(uuidString: text)?.uuidString.lowercased() == id.description)
        #expect(try JSONDecoder().decode([Event.ID].self, from: JSONEncoder().encode([id])) == [id])
    }

    @Test(arguments: [
        "", "0198f0aa", "0198f0aa-1111-7222-8333-4444555566f", "0198f0aa-1111-7222-8333-4444555566fff",
        "0198f0aa11117222-8333-4444-555566ffaaaa", "g198f0aa-1111-7222-8333-4444555566ff",
        "{0198f0aa-1111-7222-8333-4444555566ff}", "0198f0aa_1111_7222_8333_4444555566ff",
    ])
    func refuses(_ text: String) { #expect(Event.ID(text) == nil) }

    @Test func theOrderOfBytesIsTheOrderOfIDs() {
        var random = SeededRandom(1)
        for _ in 0..<100 {
            let (left, right) = (
                Event.ID(high: random.next(), low: random.next()), Event.ID(high: random.next(), low: random.next())
            )
            #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes))
            #expect((left < right) == (left.description < right.description))
        }
        #expect(Event.ID(bytes: [1, 2, 3]) == nil)
    }

    @Test func idsRiseWithinAMillisecondAndWhenTheClockStepsBack() {
        let time = ManualTime()
        let source = IdentifierSource(time: time, random: SeededRandom(2))
        var last: Event.ID = source.next()
        for round in 0..<20_000 {
            if round == 5000 { time.advance(by: .seconds(-10)) }
            if round == 15_000 { time.advance(by: .seconds(20)) }
            let next: Event.ID = source.next()
            #expect(last < next)
            last = next
        }
    }

    @Test func anIDTellsItsTimeAndVersion() {
        let time = ManualTime()
        let source = IdentifierSource(time: time, random: SeededRandom(3))
        let id: Event.ID = source.next()
        #expect(Int64(id.high >> 16) == time.now().milliseconds)
        #expect(id.high >> 12 & 0xF == 7 && id.low >> 62 == 2)
        let random: Organization.ID = source.random()
        #expect(random.high >> 12 & 0xF == 4 && random.low >> 62 == 2)
    }

    @Test func idsOfManyTasksAreDistinct() async {
        let source = IdentifierSource(time: ManualTime())
        let ids = await withTaskGroup(of: [Event.ID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<500).map { _ in source.next() } } }
            return await group.reduce(into: Set<Event.ID>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 4000)
    }
}
