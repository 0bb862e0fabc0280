import MeshesModel

/// What `GET /integrations` says of Intercom.
enum IntercomIntegration {
    static func description(available: Bool) -> Integration {
        let tag = ActionInput.choice("tags", "Tag", noun: "tag")
        return .signIn(
            "Intercom", .intercom, available: available,
            [
                .init("add_tag", "Add Tag", noun: "tag", "Add a tag to the Intercom contact.", data: [tag], fields: ["id"]),
                .init("remove_tag", "Remove Tag", noun: "tag", "Remove a tag from the Intercom contact.", data: [tag], fields: ["id"]),
            ])
    }
}
