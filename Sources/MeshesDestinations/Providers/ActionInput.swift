import MeshesModel

/// What an action asks of a rule, as pages draw it.
enum ActionInput {
    /// One thing of the live list `key`, kept as the rule's `id`.
    static func choice(_ key: String, _ label: String, noun: String) -> JSONValue {
        [
            "key": .string(key), "field": "id", "kind": "simple", "label": .string(label), "noun": .string(noun),
            "required": true,
        ]
    }

    /// One thing of the live list `key` and one of its options, kept as the rule's `id` and `value`.
    static func choiceOfOption(_ key: String, _ label: String, noun: String, _ description: String) -> JSONValue {
        [
            "key": .string(key), "field": "id", "kind": "advanced", "label": .string(label), "noun": .string(noun),
            "required": true,
            "options": [
                "key": "options", "field": "value", "type": "select", "entity": "option", "length": 1,
                "display": ["label": "Value", "button": "Choose value", "description": .string(description)],
            ],
        ]
    }
}

extension Integration.Action {
    /// - Parameter fields: the members of a rule's metadata that the action reads beside `action`.
    init(
        _ key: String, _ label: String, noun: String, _ description: String, data: [JSONValue]? = nil, fields: [String]
    ) {
        self.init(
            key: key, label: label, noun: noun, data: data, fields: fields, display: .init(label: label, description: description))
    }
}

extension Integration {
    /// A type whose connections are made by signing in.
    ///
    /// - Parameters:
    ///   - available: whether the operator has an app at the provider.
    ///   - fields: what is asked for before the sign-in, see `OAuthDestination.signInSettings`.
    static func signIn(
        _ name: String, _ type: IntegrationType, available: Bool, fields: [Field] = [], _ actions: [Action]
    ) -> Integration {
        Integration(
            name: name, type: type, authentication: .init(type: .oauth, fields: fields, oauth: .init(version: 2)),
            actions: Dictionary(actions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }), available: available)
    }
}
