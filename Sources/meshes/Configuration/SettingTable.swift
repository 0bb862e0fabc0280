/// Every setting there is. The commands, `meshes doctor` and the reference in the documentation read from here.
enum SettingTable {
    /// All of them, by section.
    static let sections: [(title: String, settings: [any DescribedSetting])] = [
        ("Server", server), ("Embedding", embed), ("Limits", limits), ("Webhooks", webhooks), ("Integrations", integrations),
        ("Delivery", delivery), ("Nodes", node), ("Retention", retention), ("Client commands", client),
    ]

    /// The whole table as Markdown.
    static var markdown: String {
        sections.map { section in
            let rows = section.settings.map { setting in
                let standard = setting.standard.isEmpty ? "–" : "`\(setting.standard)`"
                let meaning = setting.meaning + (setting.isSecret ? " Secret: never shown." : "")
                return "| `\(setting.environmentName)` | `\(setting.fileName)` | \(standard) | \(meaning) |"
            }
            return """
                ### \(section.title)

                | Environment | meshes.yaml | Default | Meaning |
                |---|---|---|---|
                \(rows.joined(separator: "\n"))
                """
        }.joined(separator: "\n\n")
    }
}
