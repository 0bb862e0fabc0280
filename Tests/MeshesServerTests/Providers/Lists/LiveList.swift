import MeshesModel
import MeshesTestSupport
import Testing

/// A list that is loaded from a provider: choices for rules, or the fields of a mapping.
struct LiveList: Sendable, CustomTestStringConvertible {
    let type: IntegrationType
    /// Its name among the choices; `fields` for those of the mapping.
    let name: String
    /// What a call for one of its pages begins with.
    let call: String
    var pages = 3
    /// Some of what it holds, from the first page to the last.
    let ids: [String]
    /// Fills the stand-in.
    var arrange: @Sendable (any DestinationFake) -> Void = { _ in }

    var testDescription: String { "\(type.rawValue) \(name)" }

    func load(_ server: ServerFixture, _ connection: JSONValue, refresh: Bool) async throws -> JSONValue {
        let path = "/api/v1/connections/\(connection["id"]?.string ?? "")/" + (name == "fields" ? "fields" : "actions")
        return try await server.listing(path + (refresh ? "?refresh=true" : ""))[name] ?? .null
    }

    func ids(in list: JSONValue) -> Set<String> {
        Set((list.array ?? []).compactMap { $0[name == "fields" ? "key" : "id"]?.string })
    }

    static let all = [
        LiveList(type: .activecampaign, name: "lists", call: "GET /api/3/lists", ids: ["1", "101", "230"]),
        LiveList(type: .activecampaign, name: "tags", call: "GET /api/3/tags", ids: ["1", "101", "227"]),
        LiveList(type: .activecampaign, name: "fields", call: "GET /api/3/fields", ids: ["email", "field_1", "field_101", "field_210"]),
        LiveList(type: .aweber, name: "lists", call: "GET /1.0/accounts/7/lists?", ids: ["11", "12", "13"]),
        LiveList(type: .aweber, name: "fields", call: "GET /1.0/accounts/7/lists?", ids: ["email", "custom_fields.Plan", "custom_fields.Seats left"]),
        LiveList(type: .discord, name: "channels", call: "GET /api/v10/guilds/G1/channels", pages: 1, ids: ["10", "11"]),
        LiveList(type: .hubspot, name: "lists", call: "POST /crm/v3/lists/search", ids: ["5", "8", "9"]),
        LiveList(type: .hubspot, name: "properties", call: "GET /crm/v3/properties/contacts", pages: 1, ids: ["lifecyclestage"]),
        LiveList(type: .hubspot, name: "fields", call: "GET /crm/v3/properties/contacts", pages: 1, ids: ["email", "score"]),
        LiveList(type: .intercom, name: "tags", call: "GET /tags", pages: 1, ids: ["5", "6"]),
        LiveList(type: .intercom, name: "fields", call: "GET /data_attributes", pages: 1, ids: ["email", "custom_attributes.plan"]),
        LiveList(type: .mailchimp, name: "lists", call: "GET /3.0/lists?", ids: [MailchimpScript.list, "more1500", "more2499"]) { fake in
            (fake as? ProviderFake<MailchimpScript>)?.change { $0.moreLists = 2500 }
        },
        LiveList(type: .mailchimp, name: "fields", call: "GET /3.0/lists/", ids: ["email", "FNAME", "SEATS"]),
        LiveList(type: .mailerlite, name: "groups", call: "GET /groups", ids: [MailerLiteScript.group, "100150", "100229"]),
        LiveList(type: .mailerlite, name: "fields", call: "GET /fields", ids: ["email", "plan", "more_150", "more_249"]) { fake in
            (fake as? ProviderFake<MailerLiteScript>)?.change { $0.moreFields = 250 }
        },
        LiveList(type: .pipedrive, name: "labels", call: "GET /api/v2/personFields", ids: ["5", "6"]),
        LiveList(
            type: .pipedrive, name: "properties", call: "GET /api/v2/personFields", ids: ["plan0000000000000000000000000000000000000"]),
        LiveList(type: .pipedrive, name: "fields", call: "GET /api/v2/personFields", ids: ["emails", "visible_to", "picture_id"]),
        LiveList(type: .resend, name: "segments", call: "GET /segments?limit=100", ids: ["seg-1", "seg-2", "seg-3"]),
        LiveList(type: .resend, name: "templates", call: "GET /templates", ids: ["tpl-welcome", "tpl-bye"]),
        LiveList(type: .resend, name: "fields", call: "GET /contact-properties", ids: ["email", "plan", "seats", "city"]),
        LiveList(
            type: .salesforce, name: "campaigns", call: "GET /services/data/v67.0/query", ids: [SalesforceScript.campaign, "701000000000003AAA"]),
        LiveList(
            type: .salesforce, name: "properties", call: "GET /services/data/v67.0/sobjects/Contact/describe", pages: 1, ids: ["LeadSource"]),
        LiveList(
            type: .salesforce, name: "fields", call: "GET /services/data/v67.0/sobjects/Contact/describe", pages: 1, ids: ["Email", "Plan__c"]),
        LiveList(type: .sendgrid, name: "templates", call: "GET /v3/templates", ids: ["d-welcome", "d-bye"]),
        LiveList(type: .slack, name: "channels", call: "GET /api/conversations.list", ids: ["C_OK", "C_OUT", "C_SECRET", "C_RO"]),
        LiveList(type: .zoom, name: "meetings", call: "GET /v2/users/me/meetings", ids: ["111", "112"]),
        LiveList(type: .zoom, name: "webinars", call: "GET /v2/users/me/webinars", ids: ["111", "115"]),
    ]
}

extension ServerFixture {
    /// A list that is loaded from a provider.
    func listing(_ path: String) async throws -> JSONValue { try expect(200, try await reading(path)) }

    /// Reads something while the clock moves on, since calls of a provider that are held back wait for it.
    func reading(_ path: String) async throws -> TestReply {
        let reply = Recorded<TestReply>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { reply.append(try await send(.get, path)) }
            for _ in 0..<20_000 where reply.all.isEmpty {
                time.advance(by: .milliseconds(1))
                _ = try await store.organizations.all()
            }
            try await group.waitForAll()
        }
        return try #require(reply.all.first)
    }
}
