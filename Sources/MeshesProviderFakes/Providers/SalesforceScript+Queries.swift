import MeshesModel

extension SalesforceScript {
    /// Understands the queries that are asked, by their text.
    func query(_ text: String) -> ReceiverReply {
        if let match = text.wholeMatch(of: /SELECT Id FROM Contact WHERE Email = '(.*)' ORDER BY CreatedDate ASC LIMIT 2/) {
            guard let email = Self.literal(String(match.1)) else { return Self.refusal(400, "MALFORMED_QUERY") }
            return records(contacts.filter { $0.value["Email"]?.string?.lowercased() == email.lowercased() }.keys.sorted().prefix(2))
        }
        if let match = text.wholeMatch(of: /SELECT Id FROM CampaignMember WHERE CampaignId = '(.*)' AND ContactId = '(.*)' LIMIT 1/) {
            guard !overlooksMembers, match.1 == Self.campaign, let member = members[String(match.2)] else { return records([]) }
            return records([member])
        }
        guard text == "SELECT Id, Name FROM Campaign WHERE IsActive = true ORDER BY Name" else { return Self.refusal(400, "MALFORMED_QUERY") }
        guard hasCampaigns else { return Self.refusal(400, "INVALID_TYPE", "sObject type 'Campaign' is not supported.") }
        return campaigns(page: "701-0")
    }

    /// Three pages, the middle one short of records.
    func campaigns(page: String) -> ReceiverReply {
        let all = [
            #"{"Id":"701000000000001AAA","Name":"Trial"},{"Id":"701000000000002AAA","Name":"webinar"}"#, "",
            #"{"Id":"701000000000003AAA","Name":"Autumn"}"#,
        ]
        guard let number = Int(page.dropFirst(4)), all.indices.contains(number) else { return Self.refusal(404, "NOT_FOUND") }
        let next = number < 2 ? #","nextRecordsUrl":"\#(Self.version)/query/701-\#(number + 1)""# : ""
        return .json(#"{"totalSize":3,"done":\#(number == 2),"records":[\#(all[number])]\#(next)}"#)
    }

    private func records(_ ids: some Sequence<String>) -> ReceiverReply {
        .json(#"{"totalSize":0,"done":true,"records":[\#(ids.map { #"{"Id":"\#($0)"}"# }.joined(separator: ","))]}"#)
    }

    /// The text of a literal; nil when a quote in it is not escaped.
    private static func literal(_ text: String) -> String? {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped || (character != "\\" && character != "'") {
                result.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                return nil
            }
        }
        return isEscaped ? nil : result
    }

    static let description = """
        {"fields":[{"name":"Id","label":"Contact ID","type":"id","length":18,"createable":false,"updateable":false,"nillable":false},\
        {"name":"Email","label":"Email","type":"email","length":80,"createable":true,"updateable":true,"nillable":true},\
        {"name":"LastName","label":"Last Name","type":"string","length":80,"createable":true,"updateable":true,"nillable":false},\
        {"name":"FirstName","label":"First Name","type":"string","length":40,"createable":true,"updateable":true,"nillable":true},\
        {"name":"Phone","label":"Business Phone","type":"phone","length":40,"createable":true,"updateable":true,"nillable":true},\
        {"name":"MailingAddress","label":"Mailing Address","type":"address","createable":false,"updateable":false,"nillable":true},\
        {"name":"HasOptedOutOfEmail","label":"Email Opt Out","type":"boolean","createable":true,"updateable":true,"nillable":false,"defaultedOnCreate":true},\
        {"name":"LeadSource","label":"Lead Source","type":"picklist","createable":true,"updateable":true,"nillable":true,"restrictedPicklist":false,\
        "picklistValues":[{"value":"Web","label":"Web","active":true},{"value":"Fax","label":"Fax","active":false}]},\
        {"name":"Plan__c","label":"Plan","type":"picklist","createable":true,"updateable":true,"nillable":true,"custom":true,"restrictedPicklist":true,\
        "picklistValues":[{"value":"pro","label":"Pro","active":true},{"value":"free","label":"Free","active":true}]},\
        {"name":"Topics__c","label":"Topics","type":"multipicklist","createable":true,"updateable":true,"nillable":true,"custom":true,\
        "picklistValues":[{"value":"a","label":"A","active":true},{"value":"b","label":"B","active":true}]}]}
        """
}
