import MeshesModel
import Testing

@Suite struct StringRuleTests {
    @Test(arguments: [
        (.workspaceName, "abc"), (.workspaceName, "Acme Inc_2 - EU"), (.workspaceName, String(repeating: "a", count: 50)),
        (.workspaceDescription, ""), (.workspaceDescription, String(repeating: "é", count: 1024)), (.workspaceDescription, "a\nb"),
        (.connectionName, "c"), (.connectionName, String(repeating: "a", count: 128)),
        (.ruleResourceID, "A-z0.9:_"), (.ruleResourceID, String(repeating: "1", count: 64)),
        (StringRule(length: 1...128, .path), "user.email"), (StringRule(length: 1...128, .path), "_a.0.b_1"),
    ] as [(StringRule, String)])
    func takes(_ rule: StringRule, _ text: String) { #expect(rule.problem(with: text) == nil) }

    @Test(arguments: [
        (.workspaceName, "ab", "must have 3 to 50 characters"),
        (.workspaceName, String(repeating: "a", count: 51), "must have 3 to 50 characters"),
        (.workspaceName, "", "must not be empty"),
        (.workspaceName, "a.b", "may hold only letters a to z, digits, spaces, _ and -"),
        (.workspaceName, "größe", "may hold only letters a to z, digits, spaces, _ and -"),
        (.workspaceName, "ab\tc", "may hold only letters a to z, digits, spaces, _ and -"),
        (.workspaceDescription, String(repeating: "a", count: 1025), "must have at most 1024 characters"),
        (.workspaceDescription, "a\u{0}", "must not hold the character U+0000"),
        (.connectionName, String(repeating: "a", count: 129), "must have 1 to 128 characters"),
        (.ruleResourceID, "a/b", "may hold only letters a to z, digits, and . _ : -"),
        (.ruleResourceID, String(repeating: "1", count: 65), "must have 1 to 64 characters"),
        (.eventName, "\u{3000}", "must not be blank"), (.eventName, "a\u{9B}", "must not hold control characters"),
    ] as [(StringRule, String, String)])
    func refuses(_ rule: StringRule, _ text: String, _ problem: String) { #expect(rule.problem(with: text) == problem) }

    @Test(arguments: ["0a", ".a", "a.", "a..b", "a-b", "a b", "$.payload.email", "a.é", "a[0]", "\n"])
    func refusesPath(_ path: String) { #expect(StringRule(length: 1...128, .path).problem(with: path) != nil) }
}
