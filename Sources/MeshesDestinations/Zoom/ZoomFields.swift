import MeshesModel

/// Fields of registrants, which are the same for every account.
enum ZoomFields {
    static let standard: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true, maxLength: 128)),
        .init(
            key: "first_name", label: "First name", type: .string,
            description: "Without one it is taken from the payload's name, or from the address.", constraints: .init(maxLength: 64)),
        text("last_name", "Last name", 64),
        .init(key: "phone", label: "Phone", type: .string, constraints: .init(format: .phone, maxLength: 128)),
        text("address", "Address"), text("city", "City"), text("state", "State"), text("zip", "Zip"),
        .init(
            key: "country", label: "Country", type: .string, description: "Two letters, such as DE.",
            constraints: .init(pattern: "^[A-Z]{2}$")),
        text("org", "Organisation"), text("job_title", "Job title"), text("industry", "Industry"), text("comments", "Comments", 1000),
        choice(
            "purchasing_time_frame", "Purchasing time frame",
            ["Within a month", "1-3 months", "4-6 months", "More than 6 months", "No timeframe"]),
        choice(
            "role_in_purchase_process", "Role in purchase process",
            ["Decision Maker", "Evaluator/Recommender", "Influencer", "Not involved"]),
        choice(
            "no_of_employees", "Number of employees",
            ["1-20", "21-50", "51-100", "101-500", "500-1,000", "1,001-5,000", "5,001-10,000", "More than 10,000"]),
        .init(
            key: "custom_questions", label: "Custom questions", type: .array, description: "A list of objects with title and value."),
        text("language", "Language", 16),
        .init(key: autoApprove, label: "Approve at once", type: .boolean, description: "For meetings."),
    ].sortedByLabel

    static let autoApprove = "auto_approve"

    private static func text(_ key: String, _ label: String, _ limit: Int = 128) -> FieldDefinition {
        FieldDefinition(key: key, label: label, type: .string, constraints: .init(maxLength: limit))
    }

    private static func choice(_ key: String, _ label: String, _ values: [String]) -> FieldDefinition {
        FieldDefinition(key: key, label: label, type: .enum, constraints: .init(allowedValues: values))
    }

    /// The registrant that mapped fields describe. Nobody is without a first name.
    static func registrant(_ job: DeliveryJob, _ email: ContactEmail) -> JSONObject {
        var registrant = job.fields
        registrant["email"] = .string(email.description)
        guard registrant["first_name"] == nil else { return registrant }
        let (first, last) = PersonName.parts(of: job.payloadValue)
        registrant["first_name"] = .string(first ?? String(email.description.prefix { $0 != "@" }))
        if registrant["last_name"] == nil { registrant["last_name"] = (last ?? (first == nil ? "-" : nil)).map { .string($0) } }
        return registrant
    }
}
