import MeshesModel

/// What `GET /integrations` says of Zoom.
enum ZoomIntegration {
    static func description(available: Bool) -> Integration {
        .signIn(
            "Zoom", .zoom, available: available,
            [
                .init(
                    "add_meeting_registrant", "Add Meeting Registrant", noun: "meeting", "Register the person for a Zoom meeting.",
                    data: [ActionInput.choice("meetings", "Meeting", noun: "meeting")], fields: ["id"]),
                .init(
                    "add_webinar_registrant", "Add Webinar Registrant", noun: "webinar", "Register the person for a Zoom webinar.",
                    data: [ActionInput.choice("webinars", "Webinar", noun: "webinar")], fields: ["id"]),
            ])
    }
}
