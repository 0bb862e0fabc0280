extension SalesforceScript {
    mutating func tokens(_ request: ReceivedRequest) -> ReceiverReply {
        if request.method == "GET", request.path == "/services/oauth2/authorize" {
            return Self.consent(request, scope: "api refresh_token", usesPKCE: true)
        }
        let form = request.form
        guard request.method == "POST" else { return .json("{}", status: 404) }
        guard tokens.knowsForm(form) else { return .json(#"{"error":"invalid_client_id","error_description":"client identifier invalid"}"#, status: 400) }
        switch request.path {
        case "/services/oauth2/token": return exchange(form)
        case "/services/oauth2/revoke":
            guard form["token"]?.hasPrefix("5Aep") == true else { return .json(#"{"error":"invalid_token"}"#, status: 400) }
            tokens.takeBack()
            return ReceiverReply(status: 200)
        default: return .json("{}", status: 404)
        }
    }

    private mutating func exchange(_ form: [String: String]) -> ReceiverReply {
        guard form["grant_type"] == "refresh_token" || (form["code_verifier"] ?? "").count >= 43 else {
            return .json(#"{"error":"invalid_grant","error_description":"invalid code verifier"}"#, status: 400)
        }
        guard isActive else { return .json(#"{"error":"inactive_user","error_description":"user is inactive"}"#, status: 400) }
        switch tokens.exchange(form) {
        case .failure: return .json(#"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#, status: 400)
        case .success(let issued):
            let isFirst = form["grant_type"] == "authorization_code"
            return .json(
                """
                {"access_token":"\(issued.access)",\(isFirst ? #""refresh_token":"\#(issued.refresh ?? "")","# : "")"signature":"x",\
                "instance_url":"\(instance)","id":"https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA",\
                "token_type":"Bearer","issued_at":"1790000000000","scope":"api refresh_token"}
                """)
        }
    }
}
