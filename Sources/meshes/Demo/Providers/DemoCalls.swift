import MeshesProviderFakes

/// The newest calls of all stand-ins as a page of text. Credentials are masked; headers are left out.
struct DemoCalls: Sendable {
    let providers: [DemoProvider]

    var text: String { providers.map(section).joined(separator: "\n") }

    private func section(_ provider: DemoProvider) -> String {
        let calls = provider.calls().suffix(5).map { "  \($0.method) \($0.target)\n    \(body($0))\n" }
        // A token may begin with another one, so the longest go first.
        return provider.secrets().sorted { $0.count > $1.count }.reduce("\(provider.name)\n" + calls.joined()) { text, secret in
            text.replacing(secret, with: "•••")
        }
    }

    private func body(_ call: ReceivedRequest) -> String {
        let text = call.text.replacing("\n", with: " ")
        return text.isEmpty ? "–" : text.count > 400 ? text.prefix(400) + "…" : text
    }
}
