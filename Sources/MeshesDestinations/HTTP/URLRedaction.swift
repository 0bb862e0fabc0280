/// Hides values of query parameters that look like credentials.
enum URLRedaction {
    private static let telling = ["key", "token", "secret", "sig"]

    /// The URL with the values of such parameters cut; their names stay.
    static func apply(to url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        let query = pairs(url[url.index(after: mark)...]).map { pair in
            isTelling(pair) ? "\(pair.name)=\(Redaction.mark)" : pair.text
        }
        return url[...mark] + query.joined(separator: "&")
    }

    /// The values that `apply` cuts.
    static func secrets(in url: String) -> [String] {
        guard let mark = url.firstIndex(of: "?") else { return [] }
        return pairs(url[url.index(after: mark)...]).filter(isTelling).map(\.value)
    }

    private static func pairs(_ query: Substring) -> [(text: String, name: String, value: String)] {
        query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (String(pair), parts[0], parts.count == 2 ? parts[1] : "")
        }
    }

    private static func isTelling(_ pair: (text: String, name: String, value: String)) -> Bool {
        let name = pair.name.lowercased()
        return !pair.value.isEmpty && telling.contains(where: name.contains)
    }
}
