import MeshesModel
import Testing

@Suite struct ParameterReaderTests {
    @Test func readsWhatIsThere() throws {
        let id = Workspace.ID(high: 1, low: 2)
        var reader = ParameterReader([
            "text": "abc", "yes": true, "count": 3, "whole": 4.0, "id": .string(id.description), "object": ["a": 1],
            "array": [1, 2], "type": "webhook", "cleared": nil,
        ])
        #expect(reader.string("text", .workspaceName, required: true) == "abc")
        #expect(reader.bool("yes") == true)
        #expect(reader.integer("count", in: 1...3) == 3)
        #expect(reader.integer("whole", in: 1...10) == 4)
        #expect(reader.id("id", of: Workspace.self) == id)
        #expect(reader.object("object") == ["a": 1])
        #expect(reader.array("array", count: 0...2) == [1, 2])
        #expect(reader.word("type", IntegrationType.self) == .webhook)
        #expect(reader.nullableString("cleared", .resource) == .null)
        #expect(reader.nullableString("text", .resource) == .value("abc"))
        #expect(reader.nullableString("missing", .resource) == .absent)
        #expect(reader.string("cleared", .resource) == nil)
        try reader.finish()
    }

    @Test func gathersAllIssuesWithTheirPaths() throws {
        var reader = ParameterReader(
            ["text": 1, "yes": "true", "count": 1.5, "big": 1e300, "id": "x", "object": [], "array": [1, 2, 3], "type": "fax"],
            path: "metadata")
        _ = reader.string("text", .resource)
        _ = reader.string("missing", .resource, required: true)
        _ = reader.bool("yes")
        _ = reader.integer("count", in: 1...9)
        _ = reader.integer("big", in: 1...Int.max)
        _ = reader.id("id", of: Workspace.self)
        _ = reader.object("object")
        _ = reader.array("array", count: 0...2)
        _ = reader.word("type", IntegrationType.self)
        reader.fail("own", "is odd")
        let found = try refusal { try reader.finish() }.byParameter
        #expect(found["metadata.type"]?.hasPrefix("must be one of activecampaign, aweber, customer_io,") == true)
        #expect(
            found.filter { $0.key != "metadata.type" } == [
                "metadata.text": "must be a string", "metadata.missing": "is required", "metadata.yes": "must be true or false",
                "metadata.count": "must be a whole number from 1 to 9", "metadata.big": "must be a whole number of at least 1",
                "metadata.id": "must be a UUID", "metadata.object": "must be an object",
                "metadata.array": "must have at most 2 elements", "metadata.own": "is odd",
            ])
    }
}
