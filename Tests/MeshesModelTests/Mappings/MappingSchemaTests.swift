import MeshesModel
import Testing

@Suite struct MappingSchemaTests {
    private static let source: JSONValue = ["type": "path", "value": "user.email"]

    private func schema(field: JSONObject) -> JSONObject {
        let whole = JSONObject(["dest": "a", "source": Self.source], uniquingKeysWith: { _, new in new })
            .merging(field) { _, new in new }
        return ["schema_version": 1, "fields": [.object(whole)]]
    }

    @Test(arguments: [
        [:],
        ["source": ["type": "literal", "value": "x"]], ["source": ["type": "literal", "value": nil]],
        ["source": ["type": "literal", "value": 1.5]], ["source": ["type": "literal", "value": false]],
        ["transforms": []],
        [
            "transforms": [
                ["type": "to_string"], ["type": "to_number"], ["type": "to_boolean"], ["type": "to_date"],
                ["type": "to_datetime", "timezone": "Europe/Berlin"], ["type": "default", "value": nil], ["type": "trim"],
                ["type": "lower"], ["type": "upper"], ["type": "substring", "start": 0, "length": 1],
            ]
        ],
        ["transforms": [["type": "substring", "start": 3]]], ["transforms": [["type": "default", "value": 0]]],
        ["on_error": "skip_field"], ["on_error": "warn_action"], ["on_error": "fail_action", "notes": "n"],
    ] as [JSONObject])
    func takes(_ field: JSONObject) { #expect(MappingSchema.issues(in: schema(field: field)) == []) }

    @Test(arguments: [
        (["dest": ""], ["dest"]), (["dest": .string(String(repeating: "d", count: 129))], ["dest"]), (["dest": nil], ["dest"]),
        (["source": nil], ["source"]), (["source": "user.email"], ["source"]), (["source": ["value": "a"]], ["source.type"]),
        (["source": ["type": "formula", "value": "a"]], ["source.type"]),
        (["source": ["type": "path", "path": "$.payload.email"]], ["source.value"]),
        (["source": ["type": "path", "value": "a..b"]], ["source.value"]), (["source": ["type": "path", "value": 1]], ["source.value"]),
        (["source": ["type": "path", "value": .string(String(repeating: "p", count: 129))]], ["source.value"]),
        (["source": ["type": "literal"]], ["source.value"]), (["source": ["type": "literal", "value": ""]], ["source.value"]),
        (["source": ["type": "literal", "value": .string(String(repeating: "v", count: 257))]], ["source.value"]),
        (["source": ["type": "literal", "value": [1]]], ["source.value"]),
        (["transforms": ["trim"]], ["transforms.0"]), (["transforms": [["type": "reverse"]]], ["transforms.0.type"]),
        (["transforms": [["type": "trim"], ["type": "default"]]], ["transforms.1.value"]),
        (["transforms": [["type": "default", "value": .string(String(repeating: "v", count: 129))]]], ["transforms.0.value"]),
        (["transforms": [["type": "substring"]]], ["transforms.0.start"]),
        (["transforms": [["type": "substring", "start": -1, "length": 0]]], ["transforms.0.length", "transforms.0.start"]),
        (["transforms": [["type": "to_date", "timezone": ""]]], ["transforms.0.timezone"]),
        (["transforms": .array(Array(repeating: ["type": "trim"], count: 11))], ["transforms"]),
        (["on_error": "ignore"], ["on_error"]), (["notes": ""], ["notes"]),
        (["notes": .string(String(repeating: "n", count: 1025))], ["notes"]),
    ] as [(JSONObject, [String])])
    func refuses(_ field: JSONObject, _ parameters: [String]) {
        #expect(MappingSchema.issues(in: schema(field: field)).map(\.param).sorted() == parameters.map { "schema.fields.0.\($0)" })
    }

    @Test func refusesADestinationThatIsFilledTwice() {
        let fields: JSONValue = [
            ["dest": "a", "source": Self.source], ["dest": "b", "source": Self.source], ["dest": "a", "source": Self.source],
        ]
        let issues = MappingSchema.issues(in: ["schema_version": 1, "fields": fields])
        #expect(issues == [ParameterIssue("schema.fields.2.dest", "must differ from the dest of every other field")])
    }

    @Test func has250FieldsAtMost() {
        func schema(_ count: Int) -> JSONObject {
            let fields = (0..<count).map { index -> JSONValue in ["dest": .string("d\(index)"), "source": Self.source] }
            return ["schema_version": 1, "fields": .array(fields)]
        }
        #expect(MappingSchema.issues(in: schema(0)) == [])
        #expect(MappingSchema.issues(in: schema(250)) == [])
        #expect(MappingSchema.issues(in: schema(251)).map(\.param) == ["schema.fields"])
    }

    @Test func namesEverythingAtTheTopToo() {
        let issues = MappingSchema.issues(in: ["schema_version": 2, "fields": [3], "meta": ["name": "", "notes": 1]])
        #expect(issues.map(\.param) == ["schema.schema_version", "schema.fields.0", "schema.meta.name", "schema.meta.notes"])
        #expect(MappingSchema.issues(in: [:]).map(\.param) == ["schema.schema_version", "schema.fields"])
    }

    @Test func changeTellsABadSchemaFromABadRequest() throws {
        let good = schema(field: [:])
        let id = "0198f0aa-1111-7222-8333-444455556666"
        let change = try MappingChange([
            "schema": .object(good), "name": "Main", "mapping_id": .string(id), "workspace_id": .string(id), "expected_version": 3,
        ])
        #expect(change.schema == good && change.name == "Main" && change.expectedVersion == 3)
        #expect(change.mappingID?.description == id && change.workspace?.description == id)

        let unprocessable = try refusal { try MappingChange(["schema": ["schema_version": 1]]) }
        #expect(unprocessable.name == .unprocessableEntity)
        #expect(unprocessable.byParameter == ["schema.fields": "is required"])

        let bad = try refusal {
            try MappingChange(["schema": ["schema_version": 1], "name": "", "mapping_id": "m", "workspace_id": 1, "expected_version": 0])
        }
        #expect(bad.name == .badRequest)
        #expect(bad.byParameter.keys.sorted() == ["expected_version", "mapping_id", "name", "schema.fields", "workspace_id"])
        #expect(try refusal { try MappingChange([:]) }.byParameter == ["schema": "is required"])
    }
}
