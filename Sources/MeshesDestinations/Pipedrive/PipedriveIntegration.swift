import MeshesModel

/// What `GET /integrations` says of Pipedrive.
enum PipedriveIntegration {
    static func description(available: Bool) -> Integration {
        let label = ActionInput.choice("labels", "Label", noun: "label")
        return .signIn(
            "Pipedrive", .pipedrive, available: available,
            [
                .init(
                    "sync_person", "Sync Person", noun: "person", "Create or update the person from the mapped fields.",
                    fields: []),
                .init(
                    "update_person_field", "Update Person Field", noun: "field", "Set an option field on the person.",
                    data: [ActionInput.choiceOfOption("properties", "Field", noun: "field", "The option to set.")],
                    fields: ["id", "value"]),
                .init(
                    "add_label_to_person", "Add Label to Person", noun: "label", "Add a label and keep the others.",
                    data: [label], fields: ["id"]),
                .init(
                    "remove_label_from_person", "Remove Label from Person", noun: "label", "Remove one label and keep the others.",
                    data: [label], fields: ["id"]),
            ])
    }
}
