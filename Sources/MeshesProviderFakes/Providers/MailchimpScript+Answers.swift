import MeshesModel

extension MailchimpScript {
    static let missing = problem(404, "Resource Not Found", "The requested resource could not be found.")

    static func problem(
        _ status: Int, _ title: String, _ detail: String = "", field: (name: String, message: String)? = nil, headers: [(String, String)] = []
    ) -> ReceiverReply {
        var body: JSONObject = [
            "type": "https://mailchimp.com/developer/marketing/docs/errors/", "title": .string(title), "status": .integer(Int64(status)),
            "detail": .string(detail), "instance": "11111111-2222-3333-4444-555555555555",
        ]
        if let field { body["errors"] = [["field": .string(field.name), "message": .string(field.message)]] }
        var reply = ReceiverReply.json(JSONValue.object(body).compactText, status: status)
        reply.headers = [("Content-Type", "application/problem+json; charset=utf-8")] + headers
        return reply
    }

    private var lists: [JSONValue] {
        [["id": .string(Self.list), "name": "Trial users"], ["id": "d4", "name": "alpha"], ["id": "e5", "name": "Beta"]]
            + (0..<moreLists).map { ["id": .string("more\($0)"), "name": .string("more \($0)")] }
    }

    func knows(_ list: String) -> Bool { lists.contains { $0["id"]?.string == list } && !deletedLists.contains(list) }

    func page(_ query: [String: String]) -> ReceiverReply {
        let offset = Int(query["offset"] ?? "") ?? 0, count = Int(query["count"] ?? "") ?? 10
        let body: JSONValue = ["lists": .array(Array(lists.dropFirst(offset).prefix(count))), "total_items": .integer(Int64(lists.count))]
        return .json(body.compactText)
    }

    /// Each audience has the names; `a1b2c3` all kinds besides, and `d4` a plan that is a number there.
    static func mergeFields(_ list: String) -> String {
        let names = #"{"merge_id":1,"tag":"FNAME","name":"First Name","type":"text","required":true,"options":{"size":25}},{"merge_id":2,"tag":"LNAME","name":"Last Name","type":"text"}"#
        let more: [String: String] = [
            Self.list: """
            ,{"merge_id":3,"tag":"ADDRESS","name":"Address","type":"address"},{"merge_id":4,"tag":"PHONE","name":"Phone","type":"phone"},\
            {"merge_id":5,"tag":"BIRTHDAY","name":"Birthday","type":"birthday"},{"merge_id":6,"tag":"SINCE","name":"Since","type":"date"},\
            {"merge_id":7,"tag":"TIER","name":"Tier","type":"dropdown","options":{"choices":["free","pro"]}},\
            {"merge_id":8,"tag":"SITE","name":"Site","type":"url"},{"merge_id":9,"tag":"PLAN","name":"Plan","type":"text"}
            """,
            "d4": #","# + #"{"merge_id":3,"tag":"PLAN","name":"Plan","type":"number"},{"merge_id":4,"tag":"SEATS","name":"Seats","type":"number"}"#,
        ]
        return #"{"merge_fields":[\#(names)\#(more[list] ?? "")]}"#
    }
}
