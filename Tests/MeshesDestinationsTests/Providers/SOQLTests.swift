import Testing

@testable import MeshesDestinations

/// What is put into a query of Salesforce's stays a text.
@Suite struct SOQLTests {
    @Test(arguments: [
        ("ada@example.com", "'ada@example.com'"), ("o'brien@example.com", "'o\\'brien@example.com'"),
        ("a\\", "'a\\\\'"), ("\\' OR Name != '", "'\\\\\\' OR Name != \\''"),
    ])
    func quotesAndBackslashesAreEscaped(_ value: String, _ literal: String) {
        let query: SOQL = "SELECT Id FROM Contact WHERE Email = \(value)"
        #expect(query.text == "SELECT Id FROM Contact WHERE Email = " + literal)
    }
}
