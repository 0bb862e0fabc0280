import MeshesModel
import MeshesTestSupport

extension SituationTable {
    private static let noRenewal = Cell.none("keys do not run out")

    /// Types whose connections hold a key.
    static let keys: [TypeRows] = [activeCampaign, customerIO, mailchimp, mailerLite, resend, sendGrid]

    private static let activeCampaign = TypeRows(
        type: .activecampaign, expired: noRenewal, revoked: .off(.authenticationInvalid, "HTTP 403"),
        rateLimit: .again("rate_limited", "HTTP 429: Too many requests", after: 42...42),
        wrongAnswer: .again("rejected_server_error", "HTTP 200: the answer is not JSON; check the API URL"),
        actions: [
            ActionRow(
                action: "add_to_list", rule: ["id": "2"], delivered: .done("HTTP 201"), lastCall: "POST /api/3/contactLists",
                alreadyDone: .expect(.done("HTTP 201")), refused: invalidContact),
            ActionRow(
                action: "remove_from_list", rule: ["id": "2"], before: ["action": "add_to_list", "id": "2"], delivered: .done("HTTP 201"),
                lastCall: "POST /api/3/contactLists", alreadyDone: .expect(.done("HTTP 200: contact not found, nothing to remove")),
                refused: .status(400, .failed("invalid_request", "HTTP 400"))),
            ActionRow(
                action: "add_tag", rule: ["id": "20"], delivered: .done("HTTP 201"), lastCall: "POST /api/3/contactTags",
                alreadyDone: .expect(.done("HTTP 200")), refused: invalidContact),
            ActionRow(
                action: "remove_tag", rule: ["id": "20"], before: ["action": "add_tag", "id": "20"], delivered: .done("HTTP 200"),
                lastCall: "DELETE /api/3/contactTags/11", alreadyDone: .expect(.done("HTTP 200: contact not found, nothing to remove")),
                refused: .status(400, .failed("invalid_request", "HTTP 400"))),
            ActionRow(
                action: "sync_contact", delivered: .done("HTTP 201"), lastCall: "POST /api/3/contact/sync",
                alreadyDone: .expect(.done("HTTP 200")), refused: invalidContact),
        ])
    private static let invalidContact = ActionRow.Refusal.address(
        .failed("validation_failed", "HTTP 422: Email address is not valid. (/data/attributes/email)"))

    private static let customerIO = TypeRows(
        type: .customerIO, expired: noRenewal, revoked: .off(.authenticationInvalid, "HTTP 401: Unauthorized"),
        rateLimit: .again("rate_limited", "HTTP 429", after: 42...42),
        redirect: .failed("rejected_client_error", "HTTP 302: redirected; is the region wrong?"),
        actions: [
            ActionRow(
                action: "track_event", delivered: .done("HTTP 200: accepted by Customer.io"), lastCall: "POST /v1/track",
                alreadyDone: .none("every event is one of its own"),
                refused: .address(.failed("validation_failed", "HTTP 400: messageId"), "nobody@nowhere.org"))
        ])

    private static let member = "/3.0/lists/a1b2c3/members/" + MailchimpScript.hash("ada@example.com")
    private static let mailchimp = TypeRows(
        type: .mailchimp, expired: noRenewal,
        revoked: .off(
            .authenticationInvalid,
            "HTTP 401: API Key Invalid; Your API key may be invalid, or you've attempted to access the wrong datacenter."),
        // Five seconds, which the schedule's first step is longer than.
        rateLimit: .again("rate_limited", "HTTP 429: Too Many Requests"),
        actions: [
            ActionRow(
                action: "add_to_list", rule: ["id": .string(MailchimpScript.list)], delivered: .done("HTTP 200"),
                lastCall: "PUT \(member)?skip_merge_validation=true", alreadyDone: .expect(.done("HTTP 200")),
                refused: .address(
                    .failed(
                        "validation_failed",
                        "HTTP 400: Invalid Resource; email_address: This value is not a valid address.; [e-mail] looks fake"))),
            ActionRow(
                action: "remove_from_list", rule: ["id": .string(MailchimpScript.list)],
                before: ["action": "add_to_list", "id": .string(MailchimpScript.list)], delivered: .done("HTTP 200"),
                lastCall: "PATCH \(member)", alreadyDone: .expect(.done("HTTP 404: not in this audience")),
                refused: .status(400, .failed("validation_failed", "HTTP 400"))),
        ])

    private static let group: JSONValue = .string(MailerLiteScript.group)
    private static let mailerLite = TypeRows(
        type: .mailerlite, expired: noRenewal, revoked: .off(.authenticationInvalid, "HTTP 401: Unauthenticated."),
        rateLimit: .again("rate_limited", "HTTP 429: Too Many Attempts.", after: 42...42),
        actions: [
            ActionRow(
                action: "add_to_group", rule: ["id": group], delivered: .done("HTTP 201"), lastCall: "POST /subscribers",
                alreadyDone: .expect(.done("HTTP 200")),
                refused: .address(.failed("validation_failed", "HTTP 422: email: The email must be a valid email address."))),
            ActionRow(
                action: "remove_from_group", rule: ["id": group], before: ["action": "add_to_group", "id": group],
                delivered: .done("HTTP 204"), lastCall: "DELETE /subscribers/1001/groups/\(MailerLiteScript.group)",
                alreadyDone: .expect(.done("HTTP 404: subscriber not found, so it is in no group")),
                refused: .status(400, .failed("invalid_request", "HTTP 400"))),
        ])

    private static let segment: JSONValue = .string(ResendScript.segment)
    private static let resend = TypeRows(
        type: .resend, expired: noRenewal, revoked: .off(.authenticationInvalid, "HTTP 401: validation_error: API key is invalid"),
        rateLimit: .again("rate_limited", "HTTP 429: rate_limit_exceeded: Too many requests", after: 42...42),
        actions: [
            ActionRow(
                action: "add_to_segment", rule: ["id": segment], delivered: .done("HTTP 200"),
                lastCall: "POST /contacts/contact-1/segments/\(ResendScript.segment)", alreadyDone: .expect(.done("HTTP 200")),
                refused: .rule(["id": "seg-unknown"], .failed("destination_not_found", "HTTP 404: not_found: Segment not found"))),
            ActionRow(
                action: "remove_from_segment", rule: ["id": segment], before: ["action": "add_to_segment", "id": segment],
                delivered: .done("HTTP 200"), lastCall: "DELETE /contacts/contact-1/segments/\(ResendScript.segment)",
                alreadyDone: .expect(.done("HTTP 404: not in the segment")),
                refused: .status(422, .failed("validation_failed", "HTTP 422"))),
            ActionRow(
                action: "send_email_template", rule: ["id": .string(ResendScript.template)], delivered: .done("HTTP 200"),
                lastCall: "POST /emails", alreadyDone: .none("every delivery is an e-mail of its own"),
                refused: .rule(["id": "tpl-draft"], .failed("validation_failed", "HTTP 422: invalid_parameter: Template is not published"))),
        ])

    private static let sendGrid = TypeRows(
        type: .sendgrid, expired: noRenewal,
        revoked: .off(.authenticationInvalid, "HTTP 401: The provided authorization grant is invalid, expired, or revoked"),
        rateLimit: .again("rate_limited", "HTTP 429: too many requests", after: 42...42),
        actions: [
            ActionRow(
                action: "send_email_template", rule: ["id": "d-welcome", "from": "Team <team@example.com>"], delivered: .done("HTTP 202"),
                lastCall: "POST /v3/mail/send", alreadyDone: .none("every delivery is an e-mail of its own"), refused: invalidRecipient),
            ActionRow(
                action: "send_email", rule: ["subject": "Hello", "from": "Team <team@example.com>", "body": "<p>Welcome {{email}}</p>"],
                delivered: .done("HTTP 202"), lastCall: "POST /v3/mail/send",
                alreadyDone: .none("every delivery is an e-mail of its own"), refused: invalidRecipient),
        ])
    private static let invalidRecipient = ActionRow.Refusal.address(
        .failed("validation_failed", "HTTP 400: personalizations.0.to.0.email: Does not contain a valid address."))
}
