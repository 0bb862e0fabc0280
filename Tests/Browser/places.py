"""Ways to what the pages show beside their first sight: dialogs, forms and nested pages."""

from collections.abc import Callable

from playwright.sync_api import expect

from embed import Embed

HEADINGS = {"dashboard": "Dashboard", "connections": "Connections", "rules": "Rules", "events": "Events"}


def open_page(embed: Embed, page: str, **wishes) -> None:
    embed.open(launch_path=f"/workspace/{page}", **{"role": "owner", "scopes": ["events.payload:read"]} | wishes).shows(HEADINGS[page])
    settle(embed)


def settle(embed: Embed) -> None:
    """Until nothing is loading any more."""
    expect(embed.content.locator("[aria-busy=true], .skeleton")).to_have_count(0)


def _ask(embed: Embed, menu: str, item: str) -> None:
    embed.content.get_by_role("button", name=f"Actions for {menu}").click()
    embed.content.get_by_role("menuitem", name=item, exact=True).click()


def _type(embed: Embed, name: str) -> None:
    embed.content.get_by_role("button", name="New connection").click()
    embed.content.get_by_role("dialog").get_by_role("button", name=name).click()


def _mappings(embed: Embed) -> None:
    _ask(embed, "Contacts", "Mappings")
    expect(embed.content.get_by_role("button", name="Save as my mapping")).to_be_visible()
    expect(embed.content.get_by_text("zoe@example.com").first).to_be_visible()


def _transforms(embed: Embed) -> None:
    _mappings(embed)
    embed.content.get_by_role("row").filter(has_text="email").get_by_role("button", name="None").first.click()


def _event(embed: Embed) -> None:
    embed.content.get_by_role("link", name="user.signup").last.click()
    embed.content.get_by_role("button", name="Request and response").click()
    expect(embed.content.get_by_text("No such list").first).to_be_visible()


def _builder(embed: Embed) -> None:
    """With an action that picks from the connected account, and a preview."""
    _ask(embed, "trial.started to Contacts", "Edit")
    expect(embed.content.get_by_role("combobox", name="Group")).to_have_value("Trial users")
    expect(embed.content.get_by_role("heading", name="Preview")).to_be_visible()


#: The page on which each begins, and the way from there.
PLACES: dict[str, tuple[str, Callable[[Embed], None]]] = {
    "type picker": ("connections", lambda embed: embed.content.get_by_role("button", name="New connection").click()),
    "webhook form": ("connections", lambda embed: _type(embed, "Webhook")),
    "key form": ("connections", lambda embed: _type(embed, "MailerLite")),
    "sign-in form": ("connections", lambda embed: _type(embed, "Slack")),
    "connection form": ("connections", lambda embed: _ask(embed, "Warehouse", "Edit")),
    "connection test": ("connections", lambda embed: _ask(embed, "Warehouse", "Test")),
    "turning off": ("connections", lambda embed: _ask(embed, "Warehouse", "Turn off")),
    "deleting": ("connections", lambda embed: _ask(embed, "Warehouse", "Delete")),
    "mappings": ("connections", _mappings),
    "transforms": ("connections", _transforms),
    "new rule": ("rules", lambda embed: embed.content.get_by_role("button", name="New rule").click()),
    "rule builder": ("rules", _builder),
    "test event": ("rules", lambda embed: _ask(embed, "order.completed to Warehouse", "Send test event")),
    "event filters": ("events", lambda embed: embed.content.get_by_role("button", name="More filters").click()),
    "event": ("events", _event),
}


def open_place(embed: Embed, name: str, **wishes) -> None:
    page, go = PLACES[name]
    open_page(embed, page, **wishes)
    go(embed)
    settle(embed)
