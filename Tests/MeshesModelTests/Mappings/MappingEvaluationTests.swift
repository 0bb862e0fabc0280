import MeshesModel
import Testing

struct MappingEvaluationTests {
    private let catalog: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "plan", label: "Plan", type: .enum, constraints: .init(allowedValues: ["free", "pro"])),
        .init(key: "seats", label: "Seats", type: .number, constraints: .init(min: 1, max: 100)),
        .init(key: "code", label: "Code", type: .string, constraints: .init(maxLength: 4, minLength: 2, pattern: "^[A-Z]+$")),
        .init(key: "tags", label: "Tags", type: .multiEnum, constraints: .init(allowedValues: ["a", "b"])),
        .init(key: "since", label: "Since", type: .date), .init(key: "seen", label: "Seen", type: .datetime),
        .init(key: "active", label: "Active", type: .boolean), .init(key: "list", label: "List", type: .array),
        .init(key: "more", label: "More", type: .object), .init(key: "any", label: "Any", type: .unknown),
        .init(key: "id", label: "Id", type: .string, constraints: .init(readOnly: true)),
    ]
    private let payload: JSONValue = [
        "email": "ada@example.com", "user": ["plan": "pro", "tags": ["a", "b"]], "seats": 12, "items": [["name": "first"]], "nothing": nil,
    ]

    private func fields(_ fields: Mapping.Field..., complete: Bool = true, payload: JSONValue? = nil) -> MappedFields {
        let email = Mapping.Field("email", from: .path(["email"]))
        return Mapping([email] + fields).fields(from: payload ?? self.payload, catalog: catalog, isComplete: complete)
    }

    private func state(_ value: JSONValue, of key: String) -> MappedFields.State? {
        fields(.init(key, from: .literal(value))).results.first { $0.destination == key }?.state
    }

    @Test func pathsLeadThroughObjectsAndArrays() {
        let mapped = fields(
            .init("plan", from: .path(["user", "plan"])), .init("any", from: .path(["items", "0", "name"])), .init("seats", from: .path(["seats"])))
        #expect(mapped.values == ["email": "ada@example.com", "plan": "pro", "any": "first", "seats": 12])
        #expect(mapped.failure == nil && mapped.warning == nil)
    }

    @Test(arguments: [["missing"], ["user", "missing"], ["items", "7"], ["email", "x"], ["nothing"]])
    func whatIsMissingIsLeftOutWhateverTheErrorPolicy(_ path: [String]) {
        let mapped = fields(.init("any", from: .path(path), onError: .failAction))
        #expect(mapped.values["any"] == nil)
        #expect(mapped.failure == nil)
        #expect(fields(.init("any", from: .path(path), [.default("x")])).values["any"] == "x")
    }

    @Test func stepsRunFromLeftToRightAndTheErrorPolicyDecides() {
        let steps: [Transform] = [.trim, .toNumber]
        #expect(fields(.init("seats", from: .literal(" 7 "), steps)).values["seats"] == 7)
        let skipped = fields(.init("seats", from: .literal("many"), steps))
        #expect(skipped.values["seats"] == nil && skipped.failure == nil && skipped.warning == nil)
        let warned = fields(.init("seats", from: .literal("many"), steps, onError: .warnAction))
        #expect(warned.values["seats"] == nil && warned.failure == nil && warned.warning == "seats is not a number")
        let failed = fields(.init("seats", from: .literal("many"), steps, onError: .failAction))
        #expect(failed.failure == "seats is not a number")
    }

    @Test func requiredFieldsMustBeFilledWhateverTheErrorPolicy() {
        #expect(fields(payload: ["name": "Ada"]).failure == "email is required and has no value")
        #expect(fields(payload: ["email": ""]).failure?.hasPrefix("email is required") == true)
        #expect(fields(payload: ["email": "no address"]).failure == "email is required and is not an e-mail address")
        let unmapped = Mapping([]).fields(from: payload, catalog: catalog, isComplete: true)
        #expect(unmapped.failure == "email is required and has no value")
    }

    @Test func fieldsThatTheAccountDoesNotHaveAreErrorsOnceItsFieldsAreKnown() {
        let gone = Mapping.Field("gone", from: .literal("x"), onError: .warnAction)
        #expect(fields(gone).warning == "gone is not among the destination's fields")
        #expect(fields(gone, complete: false).values["gone"] == "x")
        #expect(fields(.init("more.plan", from: .literal("pro"))).values["more.plan"] == "pro")
    }

    @Test(arguments: [
        ("plan", "pro", true), ("plan", "gold", false), ("plan", 1, false), ("seats", 1, true), ("seats", 0, false), ("seats", 100.5, false),
        ("seats", "5", false), ("code", "AB", true), ("code", "A", false), ("code", "ABCDE", false), ("code", "ab", false), ("code", 12, false),
        ("tags", ["a"], true), ("tags", "b", true), ("tags", ["c"], false), ("tags", [1], false), ("since", "2026-01-31", true),
        ("since", "31.1.2026", false), ("since", 5, false), ("seen", "2026-01-31T10:00:00Z", true), ("seen", "2026-01-31T10:00:00+01:00", true),
        ("seen", "2026-01-31", false), ("active", false, true), ("active", "yes", false), ("list", [1], true), ("list", "a", false),
        ("more", ["a": 1], true), ("more", [1], false), ("any", [1], true), ("id", "x", false),
    ] as [(String, JSONValue, Bool)])
    func valuesMustSuitTheFieldsType(_ key: String, _ value: JSONValue, _ fits: Bool) {
        #expect(state(value, of: key) == (fits ? .sent : .skipped))
    }

    @Test func aSchemaAndItsMappingAreTheSame() throws {
        let schema = try JSONValue(
            parsing: """
                {"schema_version":1,"fields":[
                {"dest":"a","source":{"type":"path","value":"user.plan"},"transforms":[{"type":"trim"},{"type":"substring","start":1,"length":2},
                {"type":"default","value":null},{"type":"to_date","timezone":"Europe/Berlin"}],"on_error":"fail_action"},
                {"dest":"b","source":{"type":"literal","value":false}}]}
                """)
        let object = try #require(schema.object)
        #expect(MappingSchema.issues(in: object).isEmpty)
        #expect(JSONValue.object(Mapping(schema: object).schema).compactText == schema.compactText)
    }

    @Test func generatedMappingsPairKnownMembers() {
        let fields = ["email", "name", "phone", "company"].map { FieldDefinition(key: $0, label: nil, type: .string) }
        let pairs = ["name": ["first_name", "name"], "phone": []]
        #expect(Mapping.generated(for: fields, pairs: pairs).fields.map(\.source) == [.path(["email"]), .path(["first_name"])])
        let sample: JSONValue = ["name": "Ada", "first_name": nil]
        #expect(Mapping.generated(for: fields, pairs: pairs, sample: sample).fields.map(\.source) == [.path(["email"]), .path(["name"])])
    }
}
