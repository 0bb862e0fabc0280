import MeshesModel
import Testing

@Suite struct BulkEventsTests {
    private func bulk(_ count: Int) -> [UInt8] {
        Array("[\((0..<count).map { #"{"event":"e\#($0)","payload":{"a":\#($0)}}"# }.joined(separator: " , "))]".utf8)
    }

    @Test(arguments: [1, 2, 100])
    func findsTheEventsInTheirOrder(_ count: Int) throws {
        let bytes = bulk(count)
        let names = try BulkEvents.split(bytes).enumerated().map { index, range in
            try EventDraft(parsing: bytes, range: range, pathPrefix: "\(index).").name
        }
        #expect(names == (0..<count).map { "e\($0)" })
    }

    @Test func takes1To100Events() throws {
        for count in [0, 101] {
            #expect(try refusal { try BulkEvents.split(bulk(count)) }.byParameter == ["body": "must have 1 to 100 events"])
        }
    }

    @Test func wantsAnArray() throws {
        #expect(try refusal { try BulkEvents.split(Array("{}".utf8)) }.byParameter == ["body": "must be a JSON array"])
        #expect(try refusal { try BulkEvents.split(Array("[{}".utf8)) }.message.contains("unexpected end"))
    }

    @Test func aBadEventSpoilsNoOther() throws {
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let bytes = Array(#"[{"event":"a","payload":{"a":1}},7,{"event":"c","payload":{"a":\#(deep)}}]"#.utf8)
        let ranges = try BulkEvents.split(bytes)
        #expect(try EventDraft(parsing: bytes, range: ranges[0], pathPrefix: "0.").name == "a")
        for (index, parameter) in [(1, "1"), (2, "2.payload")] {
            let error = try refusal { try EventDraft(parsing: bytes, range: ranges[index], pathPrefix: "\(index).") }
            #expect(error.issues.map(\.param) == [parameter])
        }
    }

    @Test func checksIdempotencyKeys() throws {
        #expect(try IdempotencyKey.checked("order-17/é") == "order-17/é")
        #expect(try IdempotencyKey.checked(String(repeating: "k", count: 255)).count == 255)
        for bad in ["", String(repeating: "k", count: 256), "a\u{1}"] {
            #expect(try refusal { try IdempotencyKey.checked(bad) }.issues.map(\.param) == ["Idempotency-Key"])
        }
    }
}
