"""What is shot of the pages: every state of each, and the way to it."""

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Route

OWNER = {"role": "owner", "scopes": ["events.payload:read"]}


class View:
    """One state of one page: what the session is, and the way to it."""

    def __init__(
        self, name: str, page: str, go: Callable[[FrameLocator], None] | None = None, empty: bool = False, token: bool = True,
        routes: dict[str, Callable[[Route], None]] | None = None, sandbox: str | None = None, **wishes,
    ):
        self.name, self.page, self.go, self.empty, self.token = name, page, go, empty, token
        #: What becomes of calls to the server, by their address.
        self.routes = routes or {}
        self.sandbox = sandbox
        self.wishes = OWNER | wishes


def hold(route: Route) -> None:
    """No answer ever."""


def refuse(status: int, name: str, message: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, json={"message": message, "error": {"name": name, "message": message}})


fail = refuse(503, "ServiceUnavailable", "The server is busy. Try again in a moment.")
withdraw = refuse(401, "SessionRevoked", "The session was revoked.")
no_access = refuse(403, "Forbidden", "This session does not reach these events.")


def settle(frame: FrameLocator) -> None:
    """Until all is there: what comes late moves what is clicked on."""
    for skeleton in (".skeleton", "[aria-busy=true]"):
        frame.locator(skeleton).first.wait_for(state="detached")


def open_event(kind: str) -> Callable[[FrameLocator], None]:
    def go(frame: FrameLocator) -> None:
        frame.locator(f"tr:has(.chip-{kind}) .row-link").first.click()
        frame.locator(".facts").wait_for()
        settle(frame)
    return go


def menu(name: str, item: str) -> Callable[[FrameLocator], None]:
    def go(frame: FrameLocator) -> None:
        frame.get_by_role("button", name=f"Actions for {name}").click()
        frame.get_by_role("menuitem", name=item, exact=True).click()
    return go


def new_connection(name: str | None = None, button: str | None = None) -> Callable[[FrameLocator], None]:
    def go(frame: FrameLocator) -> None:
        frame.get_by_role("button", name="New connection").first.click()
        dialog = frame.get_by_role("dialog")
        if name:
            dialog.get_by_role("button", name=name).click()
        if button:
            dialog.get_by_role("button", name=button).click()
            dialog.locator(".banner").wait_for()
    return go


def open_mappings(frame: FrameLocator) -> None:
    menu("Newsletter list", "Mappings")(frame)
    frame.locator(".mapping-value").first.wait_for()
    settle(frame)


def open_transforms(frame: FrameLocator) -> None:
    open_mappings(frame)
    frame.get_by_role("row").filter(has_text="email").get_by_role("button", name="None").first.click()
    for transform in ("trim", "substring"):
        frame.get_by_role("dialog").get_by_label("Add a transform").select_option(transform)


def open_builder(event: str, connection: str) -> Callable[[FrameLocator], None]:
    def go(frame: FrameLocator) -> None:
        menu(f"{event} to {connection}", "Edit")(frame)
        frame.locator(".rule-request").first.wait_for()
        settle(frame)
    return go


def send_test(frame: FrameLocator) -> None:
    menu("user.signed_up to Sales channel", "Send test event")(frame)
    frame.get_by_role("button", name="Send event").click()
    frame.locator(".test-outcome .chip").wait_for()


def go_on(frame: FrameLocator) -> None:
    frame.get_by_role("navigation", name="Pages").get_by_role("link", name="Rules", exact=True).click()
    frame.get_by_role("alert").wait_for()


def open_details(frame: FrameLocator) -> None:
    open_event("bad")(frame)
    frame.locator(".attempt > .disclosure").first.click()
    frame.locator(".exchange").first.wait_for()
    settle(frame)


def select(frame: FrameLocator) -> None:
    frame.get_by_role("button", name="More filters").click()
    for box in (1, 2):
        frame.locator("input[type=checkbox]").nth(box).check()


def ask(frame: FrameLocator) -> None:
    select(frame)
    frame.get_by_role("button", name="Retry failed").click()
    frame.locator("dialog[open]").wait_for()


VIEWS = [
    View("dashboard", "dashboard"),
    View("dashboard-table", "dashboard", lambda frame: frame.get_by_label("Show as a table").click()),
    View("dashboard-new", "dashboard", empty=True),
    View("dashboard-only", "dashboard", session_type="dashboard", role="member", scopes=[]),
    View("dashboard-resource", "dashboard", session_type="resource", resource="project", resource_id="101"),
    View("connections", "connections"),
    View("connections-new", "connections", empty=True),
    View("connections-member", "connections", role="member", scopes=[]),
    View("rules", "rules"),
    View("rules-new", "rules", empty=True),
    View("rules-member", "rules", role="member", scopes=[]),
    View("events", "events"),
    View("events-selected", "events", select),
    View("events-asked", "events", ask),
    View("events-new", "events", empty=True),
    View("events-member", "events", role="member", scopes=[]),
    View("event-failed", "events", open_details),
    View("event-retrying", "events", open_event("warn")),
    View("event-completed", "events", open_event("good")),
    View("event-locked", "events", open_event("bad"), role="member", scopes=[]),
    View("waiting", "dashboard", token=False),
    View("dashboard-loading", "dashboard", routes={"**/api/v1/**/dashboard*": hold}),
    View("connections-loading", "connections", routes={"**/api/v1/**/connections?*": hold}),
    View("events-loading", "events", routes={"**/api/v1/**/events?*": hold}),
    View("event-loading", "events", lambda frame: frame.locator(".row-link").first.click(), routes={"**/api/v1/events/*": hold}),
    View("events-error", "events", routes={"**/api/v1/**/events?*": fail}),
    View("dashboard-error", "dashboard", routes={"**/api/v1/**/dashboard*": fail}),
    View("events-no-access", "events", routes={"**/api/v1/**/events?*": no_access}),
    View("revoked", "dashboard", go_on, routes={"**/api/v1/**/rules?*": withdraw}),
    View("event-unmatched", "events", lambda frame: frame.get_by_role("link", name="trial.ended").first.click()),
    View("connection-types", "connections", new_connection()),
    View("connection-webhook", "connections", new_connection("Webhook")),
    View("connection-mailerlite", "connections", new_connection("MailerLite")),
    View("connection-resend", "connections", new_connection("Resend")),
    View("connection-slack", "connections", new_connection("Slack")),
    View("connection-slack-blocked", "connections", new_connection("Slack", "Connect to Slack"), sandbox="allow-scripts allow-same-origin allow-forms"),
    View("connection-edit", "connections", menu("Sales channel", "Edit")),
    View("connection-test", "connections", menu("Data warehouse nightly import", "Test")),
    View("connection-delete", "connections", menu("Customer records", "Delete")),
    View("mappings", "connections", open_mappings),
    View("mapping-transforms", "connections", open_transforms),
    View("rule-new", "rules", lambda frame: frame.get_by_role("button", name="New rule").click()),
    View("rule-live-data", "rules", open_builder("user.signed_up", "Newsletter list")),
    View("rule-message", "rules", open_builder("user.signed_up", "Sales team")),
    View("rule-test", "rules", send_test),
]
