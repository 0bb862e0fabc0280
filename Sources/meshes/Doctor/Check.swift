/// One thing that the doctor looked at.
struct Check: Encodable, Sendable {
    enum Verdict: String, Encodable, Sendable {
        case good, warning, bad
    }

    let name: String
    let verdict: Verdict
    /// What was found, and what to do about it.
    let finding: String

    static func good(_ name: String, _ finding: String) -> Check { Check(name: name, verdict: .good, finding: finding) }
    static func warning(_ name: String, _ finding: String) -> Check { Check(name: name, verdict: .warning, finding: finding) }
    static func bad(_ name: String, _ finding: String) -> Check { Check(name: name, verdict: .bad, finding: finding) }

    func line(paint: Paint) -> String {
        let mark =
            switch verdict {
            case .good: paint.green("✓")
            case .warning: paint.yellow("!")
            case .bad: paint.red("✗")
            }
        return "  \(mark) \(name.padded(to: 18)) \(finding.printable)"
    }
}
