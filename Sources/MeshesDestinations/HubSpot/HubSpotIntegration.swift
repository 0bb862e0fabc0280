import MeshesModel

/// What `GET /integrations` says of HubSpot.
enum HubSpotIntegration {
    static func description(available: Bool) -> Integration {
        let list = ActionInput.choice("lists", "List", noun: "list")
        return .signIn(
            "HubSpot", .hubspot, available: available,
            [
                .init(
                    "add_to_list", "Add to List", noun: "list", "Add the contact to a static HubSpot list.", data: [list],
                    fields: ["id"]),
                .init(
                    "remove_from_list", "Remove from List", noun: "list", "Remove the contact from a static HubSpot list.",
                    data: [list], fields: ["id"]),
                .init(
                    "update_property", "Update Property", noun: "property", "Set a contact property to one of its options.",
                    data: [ActionInput.choiceOfOption("properties", "Property", noun: "property", "The option to set.")],
                    fields: ["id", "value"]),
            ])
    }
}
