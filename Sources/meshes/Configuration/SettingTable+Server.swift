import Logging
import MeshesModel
import MeshesStorage

extension SettingTable {
    static let data = Setting<String>.text(
        "data", standard: ".data", meaning: "Directory of the store, the encryption key and `meshes.yaml`. Made when it is missing.")
    static let database = Setting<PostgresAddress?>.database(
        "database_url",
        meaning: "Connection URL of a PostgreSQL 15 or newer, as libpq reads it, with its TLS settings (`postgres://user:password@host/meshes?sslmode=verify-full`). Unset: an SQLite file in the data directory.")
    static let host = Setting<String>.text(
        "host", standard: "127.0.0.1", meaning: "Address to listen on; `0.0.0.0` for all IPv4 addresses, `::` for all.")
    static let port = Setting<Int>.integer("port", in: 0...65535, standard: 8080, meaning: "TCP port to listen on; 0 takes a free one.")
    static let publicURL = Setting<String?>.optionalAddress(
        "public_url", meaning: "Address under which others reach this server, such as `https://meshes.example.com`. Unset: made of host and port.")
    static let encryptionKey = Setting<Secret?>.secret(
        "encryption_key",
        meaning: "32 bytes as base64 that encrypt secrets at rest. Several, separated by commas, while keys are changed: the first encrypts, all decrypt. Unset: `encryption.key` in the data directory, made on first start with mode 0600.")
    static let logLevel = Setting<LogLevel>.choice("log_level", standard: LogLevel.info, meaning: "Least level of log lines: trace, debug, info, notice, warning, error or critical.")
    static let logFormat = Setting<LogFormat>.choice(
        "log_format", standard: LogFormat.auto, meaning: "`text`, `json`, or `auto`: text on a terminal, JSON lines otherwise. Logs go to standard error.")

    static let server: [any DescribedSetting] = [data, database, host, port, publicURL, encryptionKey, logLevel, logFormat]
}
