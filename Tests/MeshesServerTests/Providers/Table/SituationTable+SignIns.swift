import MeshesModel
import MeshesTestSupport

extension SituationTable {
    /// Types that people sign in to.
    static let signIns: [TypeRows] = [aweber, discord, hubSpot, intercom, pipedrive, salesforce, slack, zoom]

    private static let aweber = TypeRows(
        type: .aweber, expired: renewed("HTTP 201"),
        revoked: .off(.oauthReauthorizationRequired, "AWeber does not accept the sign-in any more (invalid_request)."),
        rateLimit: .again("rate_limited", "HTTP 403: ForbiddenError: Rate Limit Error", after: 60...60),
        actions: [
            ActionRow(
                action: "add_to_list", rule: ["id": "11"], delivered: .done("HTTP 201"),
                lastCall: "POST /1.0/accounts/7/lists/11/subscribers", alreadyDone: .expect(.done("HTTP 400: already subscribed")),
                refused: .address(.failed("validation_failed", "HTTP 400: BadRequestError: email: Invalid email address."))),
            ActionRow(
                action: "remove_from_list", rule: ["id": "11"], before: ["action": "add_to_list", "id": "11"], delivered: .done("HTTP 209"),
                lastCall: "PATCH /1.0/accounts/7/lists/11/subscribers?subscriber_email=ada%40example.com",
                alreadyDone: .expect(.done("HTTP 404: not on the list")),
                refused: .status(400, .failed("validation_failed", "HTTP 400")), others: [.expiredToken: renewed("HTTP 209")]),
        ])

    private static let discord = TypeRows(
        type: .discord, expired: .none("the operator's bot sends, and its token does not run out"),
        revoked: .off(.oauthAuthorizationRevoked, "HTTP 403: Missing Access (50001)"),
        rateLimit: .again("rate_limited", "HTTP 429: You are being rate limited.", after: 42...42),
        actions: [
            ActionRow(
                action: "send_message", rule: ["id": "10", "title": "Signed up", "template": "{{email}} on {{plan}}"],
                delivered: .done("HTTP 200: message m1"), lastCall: "POST /api/v10/channels/10/messages",
                alreadyDone: .none("every delivery is a message of its own"),
                refused: .rule(
                    ["id": "13"],
                    .failed("rejected_client_error", "HTTP 403: the bot lacks a permission there (Send Messages, Embed Links) (50013)")))
        ])

    private static let hubSpot = TypeRows(
        type: .hubspot, expired: renewed("HTTP 200"),
        revoked: .off(.oauthAuthorizationRevoked, "The HubSpot account is gone or the app was removed from it (BAD_HUB)."),
        rateLimit: .again("rate_limited", "HTTP 429: Too many", after: 42...42),
        actions: [
            ActionRow(
                action: "add_to_list", rule: ["id": "5"], delivered: .done("HTTP 200"), lastCall: "PUT /crm/v3/lists/5/memberships/add",
                alreadyDone: .expect(.done("HTTP 200: already a member")), refused: invalidProperty),
            ActionRow(
                action: "remove_from_list", rule: ["id": "5"], before: ["action": "add_to_list", "id": "5"], delivered: .done("HTTP 200"),
                lastCall: "PUT /crm/v3/lists/5/memberships/remove", alreadyDone: .expect(.done("HTTP 404: no such contact")),
                refused: .rule(["id": "6"], .failed("invalid_request", "HTTP 400: dynamic list"))),
            ActionRow(
                action: "update_property", rule: ["id": "lifecyclestage", "value": "customer"],
                delivered: .done("HTTP 201: property lifecyclestage set"), lastCall: "POST /crm/v3/objects/contacts",
                alreadyDone: .expect(.done("HTTP 200: property lifecyclestage set")), refused: invalidProperty,
                others: [.expiredToken: renewed("HTTP 201: property lifecyclestage set")]),
        ])
    private static let invalidProperty = ActionRow.Refusal.address(
        .failed("invalid_request", "HTTP 400: VALIDATION_ERROR: email (INVALID_EMAIL)"))

    private static let intercom = TypeRows(
        type: .intercom, expired: .none("tokens do not run out and cannot be renewed"),
        revoked: .off(.oauthAuthorizationRevoked, "HTTP 401: unauthorized: Access Token Invalid"),
        rateLimit: .again("rate_limited", "HTTP 429: rate_limit_exceeded: refused", after: 42...42),
        actions: [
            ActionRow(
                action: "add_tag", rule: ["id": "5"], delivered: .done("HTTP 200"), lastCall: "POST /contacts/\(person)/tags",
                alreadyDone: .expect(.done("HTTP 200")),
                refused: .address(.failed("invalid_request", "HTTP 400: parameter_invalid: email is invalid"))),
            ActionRow(
                action: "remove_tag", rule: ["id": "5"], before: ["action": "add_tag", "id": "5"], delivered: .done("HTTP 200"),
                lastCall: "DELETE /contacts/\(person)/tags/5", alreadyDone: .expect(.done("no such contact")),
                refused: .status(400, .failed("invalid_request", "HTTP 400"))),
        ])
    private static let person = String(repeating: "a", count: 22) + "11"

    private static let plan = "plan0000000000000000000000000000000000000"
    private static let pipedrive = TypeRows(
        type: .pipedrive, expired: renewed("HTTP 201"),
        revoked: .off(.oauthReauthorizationRequired, "Pipedrive does not accept the sign-in any more (invalid_grant)."),
        rateLimit: .again("rate_limited", "HTTP 429: rate limit exceeded", after: 42...42),
        actions: [
            ActionRow(
                action: "sync_person", delivered: .done("HTTP 201"), lastCall: "POST /api/v2/persons", alreadyDone: .expect(.done("HTTP 200")),
                refused: invalidPerson),
            ActionRow(
                action: "update_person_field", rule: ["id": .string(plan), "value": "21"], delivered: .done("HTTP 201: field \(plan) set"),
                lastCall: "POST /api/v2/persons", alreadyDone: .expect(.done("HTTP 200: field \(plan) set")), refused: invalidPerson,
                others: [.expiredToken: renewed("HTTP 201: field \(plan) set")]),
            ActionRow(
                action: "add_label_to_person", rule: ["id": "5"], delivered: .done("HTTP 200"), lastCall: "PATCH /api/v2/persons/101",
                alreadyDone: .expect(.done("HTTP 200: already labelled")), refused: invalidPerson,
                others: [.expiredToken: renewed("HTTP 200")]),
            ActionRow(
                action: "remove_label_from_person", rule: ["id": "5"], before: ["action": "add_label_to_person", "id": "5"],
                delivered: .done("HTTP 200"), lastCall: "PATCH /api/v2/persons/101", alreadyDone: .expect(.done("no such person")),
                refused: .status(400, .failed("invalid_request", "HTTP 400")), others: [.expiredToken: renewed("HTTP 200")]),
        ])
    private static let invalidPerson = ActionRow.Refusal.address(.failed("invalid_request", "HTTP 400: emails: validation failed"))

    private static let campaign: JSONValue = .string(SalesforceScript.campaign)
    private static let salesforce = TypeRows(
        type: .salesforce, expired: renewed("HTTP 201"),
        revoked: .off(.oauthReauthorizationRequired, "Salesforce does not accept the sign-in any more (invalid_grant)."),
        rateLimit: .again("rate_limited", "HTTP 403: REQUEST_LIMIT_EXCEEDED: refused", after: 300...300),
        actions: [
            ActionRow(
                action: "add_to_campaign", rule: ["id": campaign], delivered: .done("HTTP 201"),
                lastCall: "POST /services/data/v67.0/sobjects/CampaignMember", alreadyDone: .expect(.done("HTTP 200: already a member")),
                refused: invalidAddress),
            ActionRow(
                action: "remove_from_campaign", rule: ["id": campaign], before: ["action": "add_to_campaign", "id": campaign],
                delivered: .done("HTTP 204"), lastCall: "DELETE /services/data/v67.0/sobjects/CampaignMember/00v000000000102AAA",
                alreadyDone: .expect(.done("HTTP 200: not a member")), refused: .status(400, .failed("invalid_request", "HTTP 400")),
                others: [.expiredToken: renewed("HTTP 204")]),
            ActionRow(
                action: "update_property", rule: ["id": "LeadSource", "value": "Web"], delivered: .done("HTTP 201: field LeadSource set"),
                lastCall: "POST /services/data/v67.0/sobjects/Contact", alreadyDone: .expect(.done("HTTP 204: field LeadSource set")),
                refused: invalidAddress, others: [.expiredToken: renewed("HTTP 201: field LeadSource set")]),
        ])
    private static let invalidAddress = ActionRow.Refusal.address(
        .failed("invalid_request", "HTTP 400: INVALID_EMAIL_ADDRESS: Email: invalid email address: [e-mail]"))

    private static let message = "Hello {{email}}"
    private static let slack = TypeRows(
        type: .slack, expired: renewed("HTTP 200: message 1503435956.1"), revoked: .off(.oauthAuthorizationRevoked, "HTTP 200: token_revoked"),
        rateLimit: .again("rate_limited", "HTTP 429: ratelimited", after: 42...42),
        wrongAnswer: .again("rejected_server_error", "HTTP 200: answer is not Slack's"),
        actions: [
            ActionRow(
                action: "send_message", rule: ["id": "C_OK", "template": .string(message)],
                delivered: .done("HTTP 200: message 1503435956.1"), lastCall: "POST /api/chat.postMessage",
                alreadyDone: .none("every delivery is a message of its own"),
                refused: .rule(["id": "C_ARCH"], .failed("rejected_client_error", "HTTP 200: is_archived")))
        ])

    private static let zoom = TypeRows(
        type: .zoom, expired: renewed("HTTP 201: registrant r-1"),
        revoked: .off(.oauthAuthorizationRevoked, "The app was removed or blocked at Zoom (4741)."),
        rateLimit: .again(
            "rate_limited", "HTTP 429: 429: You have reached the maximum per-second rate limit for this API.", after: 42...42),
        actions: [registrant("meeting"), registrant("webinar")])

    private static func registrant(_ kind: String) -> ActionRow {
        ActionRow(
            action: "add_\(kind)_registrant", rule: ["id": "111"], delivered: .done("HTTP 201: registrant r-1"),
            lastCall: "POST /v2/\(kind)s/111/registrants", alreadyDone: .expect(.done("HTTP 201: registrant r-2")),
            refused: .address(.failed("invalid_request", "HTTP 400: 300: email: Invalid field.")))
    }

    /// The token is renewed within the attempt.
    private static func renewed(_ message: String) -> Cell { .expect(.done(message)) }
}
