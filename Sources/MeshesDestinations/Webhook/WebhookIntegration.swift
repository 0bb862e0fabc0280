import MeshesModel

/// What `GET /integrations` says of webhooks (webhook.md 2). The form in the pages is drawn from it.
enum WebhookIntegration {
    static let description = Integration(
        name: "Webhook", type: .webhook,
        authentication: .init(type: .none, fields: target + authentication + signing + standardWebhooks + sending),
        actions: [
            "send_webhook": .init(
                key: "send_webhook", label: "Send Webhook", noun: "event",
                display: .init(label: "Send Webhook", description: "Sends the event to the URL of this connection.")
            )
        ]
    )

    private typealias Field = Integration.Field

    private static let target: [Field] = [
        Field(
            label: "Webhook URL", key: WebhookKey.url, type: .text, validate: "url", required: true,
            helpText: "Must start with https://."
        ),
        choice("HTTP Method", WebhookKey.method, [("POST", "POST"), ("PUT", "PUT"), ("PATCH", "PATCH")]),
        choice(
            "Payload Format", WebhookKey.mode, [("Wrapped", "wrapped"), ("Raw", "raw")],
            help: "Wrapped sends the event envelope. Raw sends only the payload and puts event details in headers."
        ),
    ]

    private static let authentication: [Field] = [
        choice(
            "Authentication", WebhookKey.authScheme,
            [("None", "none"), ("Basic Auth", "basic"), ("Bearer Token", "bearer"), ("Custom Auth Header", "header")]
        ),
        Field(label: "Username", key: WebhookKey.username, type: .text, required: true, dependsOn: auth("basic")),
        Field(label: "Password", key: WebhookKey.password, type: .password, dependsOn: auth("basic")),
        Field(label: "Bearer Token", key: WebhookKey.token, type: .password, required: true, dependsOn: auth("bearer")),
        Field(
            label: "Header Name", key: WebhookKey.authHeaderName, type: .text, required: true, helpText: "For example X-API-Key.",
            dependsOn: auth("header")
        ),
        Field(label: "Header Value", key: WebhookKey.authHeaderValue, type: .password, required: true, dependsOn: auth("header")),
        Field(
            label: "Custom Headers", key: WebhookKey.customHeaders, type: .text,
            helpText: "Up to five, one per line, written Name: value."
        ),
    ]

    private static let signing: [Field] = [
        choice("Payload Signing", WebhookKey.hmacAlgorithm, [("Off", "none"), ("HMAC-SHA256", "sha256"), ("HMAC-SHA512", "sha512")]),
        Field(label: "Signing Secret", key: WebhookKey.hmacSecret, type: .password, required: true, dependsOn: signed),
        Field(
            label: "Signature Header", key: WebhookKey.hmacHeader, type: .text, defaultValue: BodySignature.defaultHeader,
            dependsOn: signed
        ),
        choice("Signature Encoding", WebhookKey.hmacEncoding, [("Hexadecimal", "hex"), ("Base64", "base64")], dependsOn: signed),
        Field(
            label: "Signature Prefix", key: WebhookKey.hmacPrefix, type: .text,
            helpText: "Text put before the signature, for example sha256=", dependsOn: signed
        ),
    ]

    private static let standardWebhooks: [Field] = [
        choice("Standard Webhooks Signature", WebhookKey.standard, [("Off", "false"), ("On", "true")]),
        Field(
            label: "Standard Webhooks Secret", key: WebhookKey.standardSecret, type: .password,
            helpText: "whsec_… Leave empty to have one made.", dependsOn: .init(field: WebhookKey.standard, value: "true")
        ),
    ]

    private static let sending: [Field] = [
        Field(label: "Timeout (seconds)", key: WebhookKey.timeout, type: .text, defaultValue: "15"),
        choice("Skip URL payload test", WebhookKey.skipTest, [("No", "false"), ("Yes", "true")]),
    ]

    private static let signed = Field.Dependency(field: WebhookKey.hmacAlgorithm, value: ["sha256", "sha512"])

    private static func auth(_ scheme: String) -> Field.Dependency {
        Field.Dependency(field: WebhookKey.authScheme, value: .string(scheme))
    }

    /// A select whose first option is the one that counts when none is given.
    private static func choice(
        _ label: String, _ key: String, _ options: [(String, String)], help: String? = nil, dependsOn: Field.Dependency? = nil
    ) -> Field {
        Field(
            label: label, key: key, type: .select, helpText: help, defaultValue: options.first?.1,
            options: options.map { .init(label: $0.0, value: $0.1) }, dependsOn: dependsOn
        )
    }
}
