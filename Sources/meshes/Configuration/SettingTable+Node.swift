import MeshesModel

extension SettingTable {
    static let roles = Setting<Set<NodeRole>>(
        path: ["roles"],
        meaning: "What this node does, separated by commas: `api` serves API and pages and accepts events, `dispatch` delivers and serves health and metrics only. Less than both needs PostgreSQL.",
        standard: "api,dispatch"
    ) { text throws(InvalidValue) in
        let roles = try SettingList.parts(of: text).map { part throws(InvalidValue) in
            guard let role = NodeRole(rawValue: part) else { throw InvalidValue("holds \"\(part)\"; it takes \"api\" and \"dispatch\"") }
            return role
        }
        guard !roles.isEmpty else { throw InvalidValue("must be \"api\", \"dispatch\" or both, separated by commas") }
        return Set(roles)
    }
    static let drain = Setting<Duration>.duration(
        "drain", in: .zero...(.seconds(120)), standard: "1s",
        meaning: "How long requests are served after SIGTERM while `/readyz` already answers 503. Longer than a load balancer needs to see that.")
    static let nodeLease = Setting<Duration>.duration(
        "node", "lease", in: .seconds(1)...(.seconds(300)), standard: "20s",
        meaning: "How long a node on PostgreSQL is taken to live without a sign of life; then the others take over what it was delivering.")

    static let node: [any DescribedSetting] = [roles, drain, nodeLease]
}
