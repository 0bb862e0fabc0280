import MeshesModel

extension WebhookSettingsReader {
    /// Reads custom headers, after auth and signing, since they may not repeat a header of those.
    mutating func readCustomHeaders() {
        let old = CustomHeader.list(stored?.secrets[WebhookKey.customHeaders])
        let given = input[WebhookKey.customHeaders] ?? .null
        var headers: [CustomHeader] = []
        if given.isNull {
            headers = old
            if !old.isEmpty { kept.append(WebhookKey.customHeaders) }
            for (position, header) in headers.enumerated() { checkName(header.name, position) }
        } else if let entries = CustomHeaderInput.list(given) {
            headers = merged(entries, with: old)
        } else {
            fail(WebhookKey.customHeaders, "must be a list of {name, value}, an object of texts, or lines of the form Name: value")
        }
        if headers.count > HeaderRules.customLimit {
            fail(WebhookKey.customHeaders, "must have at most \(HeaderRules.customLimit) entries")
        }
        guard !headers.isEmpty else { return }
        result.metadata[WebhookKey.customHeaders] = CustomHeader.names(headers)
        result.secrets[WebhookKey.customHeaders] = CustomHeader.secret(headers)
    }

    private mutating func merged(_ entries: [CustomHeaderInput], with old: [CustomHeader]) -> [CustomHeader] {
        var headers: [CustomHeader] = []
        for (position, entry) in entries.enumerated() {
            let known = old.first { $0.name.equalsIgnoringCase(entry.name) }
            if entry.value == "", known != nil { continue }
            checkName(entry.name, position)
            if headers.contains(where: { $0.name.equalsIgnoringCase(entry.name) }) {
                fail("\(WebhookKey.customHeaders).\(position).name", "must not be given twice")
            }
            guard let value = entry.value ?? known?.value else {
                fail("\(WebhookKey.customHeaders).\(position).value", "is required")
                continue
            }
            if entry.value == nil { kept.append("\(WebhookKey.customHeaders).\(position).value") }
            if let problem = HeaderRules.problem(withValue: value) {
                fail("\(WebhookKey.customHeaders).\(position).value", problem)
            }
            headers.append(CustomHeader(name: entry.name, value: value))
        }
        return headers
    }

    private mutating func checkName(_ name: String, _ position: Int) {
        let parameter = "\(WebhookKey.customHeaders).\(position).name"
        if let problem = HeaderRules.problem(withName: name) {
            fail(parameter, problem)
        } else if let auth = result.metadata[WebhookKey.authHeaderName]?.string, auth.equalsIgnoringCase(name) {
            fail(parameter, "must differ from the auth header")
        } else if result.secrets[WebhookKey.hmacSecret] != nil,
            name.equalsIgnoringCase(result.metadata[WebhookKey.hmacHeader]?.string ?? BodySignature.defaultHeader)
        {
            fail(parameter, "must differ from the signature header")
        }
    }
}
