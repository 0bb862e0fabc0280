"""Every page: no complaint in the console, nothing serious from axe in either theme, and usable with the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from embed import Embed

HEADINGS = {"dashboard": "Dashboard", "connections": "Connections", "rules": "Rules", "events": "Events"}


def open_page(embed: Embed, page: str, **wishes) -> None:
    embed.open(launch_path=f"/workspace/{page}", role="owner", scopes=["events.payload:read"], **wishes).shows(HEADINGS[page])
    settle(embed)


def settle(embed: Embed) -> None:
    """Until nothing is loading any more."""
    expect(embed.content.locator("[aria-busy=true]")).to_have_count(0)


def serious(embed: Embed) -> list[str]:
    found = Axe().run(embed.frame).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found if violation["impact"] in ("serious", "critical") for node in violation["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", HEADINGS)
def test_page(embed, world, page, theme):
    open_page(embed, page, appearance={"theme": theme, "accent": "#7c3aed"})
    assert serious(embed) == []
    assert embed.console.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["completed", "failed", "retrying", "unmatched"])
def test_event_detail(embed, world, name, theme):
    open_page(embed, "events", appearance={"theme": theme})
    embed.content.get_by_role("link", name=world.events[name]["event"]).first.click()
    expect(embed.content.get_by_role("heading", level=1)).to_contain_text(world.events[name]["event"])
    settle(embed)
    assert serious(embed) == []
    assert embed.console.complaints == []


@pytest.mark.parametrize("page", HEADINGS)
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_overflows_sideways(embed, world, page, width):
    embed.page.set_viewport_size({"width": width, "height": 900})
    open_page(embed, page)
    assert embed.frame.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("page", HEADINGS)
def test_keyboard_walk(embed, world, page):
    """Tab reaches every control that can be seen, in order of the page, with a focus that can be seen, and gets out again."""
    open_page(embed, page)
    frame = embed.frame
    wanted = frame.evaluate("""() => [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex='0']")]
        .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && !element.closest("[inert]")
            && !(element.type === "radio" && !element.checked))
        .map((element, index) => (element.dataset.walk = index))""")
    assert wanted
    embed.page.locator("#meshes").focus()
    reached, unseen = [], []
    for _ in range(len(wanted) * 2 + 10):
        embed.page.keyboard.press("Tab")
        if embed.page.evaluate("document.activeElement.id") != "meshes":
            break
        found = frame.evaluate("""() => {
            const element = document.activeElement;
            let seen = element === document.body || getComputedStyle(element).boxShadow !== "none";
            // The outline may be drawn around what the element stands for.
            for (let around = element; around && !seen; around = around.parentElement) seen = getComputedStyle(around).outlineStyle !== "none";
            return [element.dataset.walk, seen, element.outerHTML.slice(0, 120)];
        }""")
        if found[0] is not None:
            reached.append(int(found[0]))
        if not found[1]:
            unseen.append(found[2])
    else:
        raise AssertionError("the focus never leaves the frame")
    assert set(wanted) - set(reached) == set()
    assert reached == sorted(reached)
    assert unseen == []


def test_a_page_is_reached_and_an_event_opened_with_the_keyboard_alone(embed, world):
    open_page(embed, "dashboard")
    link = embed.content.get_by_role("link", name="Events", exact=True)
    link.focus()
    embed.page.keyboard.press("Enter")
    embed.shows("Events")
    embed.content.get_by_role("link", name="order.completed").first.focus()
    embed.page.keyboard.press("Enter")
    expect(embed.content.get_by_role("heading", level=1)).to_contain_text("order.completed")
