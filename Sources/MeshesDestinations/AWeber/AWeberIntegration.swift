import MeshesModel

/// What `GET /integrations` says of AWeber.
enum AWeberIntegration {
    static func description(available: Bool) -> Integration {
        let list = ActionInput.choice("lists", "List", noun: "list")
        return .signIn(
            "AWeber", .aweber, available: available, fields: AWeberDestination.fields,
            [
                .init(
                    "add_to_list", "Add to List", noun: "list", "Subscribe the contact to an AWeber list.", data: [list], fields: ["id"]),
                .init(
                    "remove_from_list", "Remove from List", noun: "list", "Unsubscribe the contact from an AWeber list.", data: [list],
                    fields: ["id"]),
            ])
    }
}
