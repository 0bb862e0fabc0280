import MeshesModel

/// What `GET /integrations` says of Salesforce.
enum SalesforceIntegration {
    static func description(available: Bool) -> Integration {
        let campaign = ActionInput.choice("campaigns", "Campaign", noun: "campaign")
        return .signIn(
            "Salesforce", .salesforce, available: available, fields: SalesforceSignIn.fields,
            [
                .init(
                    "add_to_campaign", "Add to Campaign", noun: "campaign",
                    "Create or update the contact and add it to a campaign.", data: [campaign], fields: ["id"]),
                .init(
                    "remove_from_campaign", "Remove from Campaign", noun: "campaign", "Remove the contact from a campaign.",
                    data: [campaign], fields: ["id"]),
                .init(
                    "update_property", "Update Property", noun: "property", "Set a contact picklist field.",
                    data: [ActionInput.choiceOfOption("properties", "Field", noun: "property", "The picklist value to set.")],
                    fields: ["id", "value"]),
            ])
    }
}
