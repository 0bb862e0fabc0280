import MeshesModel

extension SettingTable {
    static let embedURL = Setting<String?>.optionalAddress(
        "embed", "url",
        meaning: "Address that launch URLs begin with, such as `https://embed.example.com`: best an origin of its own. Unset: `MESHES_PUBLIC_URL`.")
    static let defaultOrigins = Setting<[WebOrigin]>.list(
        "embed", "default_origins", item: "an origin such as https://app.example.com", { WebOrigin($0) },
        meaning: "Origins that may embed sessions which are minted without `allowed_origins`. Unset: any https page and localhost.")
    static let requireAllowedOrigins = Setting<Bool>.flag(
        "embed", "require_allowed_origins", standard: false, meaning: "Whether a session without `allowed_origins` is refused.")
    static let refreshLimit = Setting<Duration>.duration(
        "embed", "refresh_limit", in: .seconds(3600)...(.seconds(30 * 86_400)), standard: "24h",
        meaning: "Age up to which a session may be refreshed; after it a new one must be minted.")
    static let refreshGrace = Setting<Duration>.duration(
        "embed", "refresh_grace", in: .zero...(.seconds(300)), standard: "30s",
        meaning: "How long the access token before the newest is still taken after a refresh; 0 for not at all.")

    static let embed: [any DescribedSetting] = [embedURL, defaultOrigins, requireAllowedOrigins, refreshLimit, refreshGrace]
}
