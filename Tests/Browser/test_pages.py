"""Every page: no complaint in the console, nothing serious from axe in either theme, and usable with the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from embed import Embed
from places import HEADINGS, PLACES, open_page, open_place, settle

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
@pytest.mark.parametrize("place", PLACES)
def test_place(embed, world, place, theme):
    open_place(embed, place, appearance={"theme": theme, "accent": "#7c3aed"})
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


@pytest.mark.parametrize("place", [*HEADINGS, *PLACES])
def test_keyboard_walk(embed, world, place):
    """Tab reaches every control that can be seen, in order of the page, with a focus that can be seen, and gets out again."""
    open_page(embed, place) if place in HEADINGS else open_place(embed, place)
    frame = embed.frame
    wanted = frame.evaluate("""() => {
        const root = document.querySelector("dialog[open]") ?? document;
        return [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
            .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && !element.closest("[inert]")
                && !(element.type === "radio" && !element.checked))
            .map((element, index) => (element.dataset.walk = index));
    }""")
    assert wanted
    reached, unseen = walk(embed, len(wanted))
    assert set(wanted) - set(reached) == set()
    assert reached == sorted(reached)
    assert unseen == []


def walk(embed: Embed, count: int) -> tuple[list[int], list[str]]:
    """Goes through all that was marked with Tab: what was reached, and what did not show that it has the focus."""
    frame, keyboard = embed.frame, embed.page.keyboard
    # There and back with the keys, so that the browser shows the focus.
    frame.evaluate("document.querySelector('[data-walk=\"0\"]').focus()")
    keyboard.press("Tab")
    keyboard.press("Shift+Tab")
    reached, unseen = [], []
    for _ in range(count * 2 + 10):
        if embed.page.evaluate("document.activeElement.id") != "meshes" or reached and frame.evaluate("document.activeElement.dataset.walk") == "0":
            return reached, unseen
        at, is_seen, what = frame.evaluate("""() => {
            const element = document.activeElement;
            // Of a date field's parts the browser shows the focus itself.
            let seen = element === document.body || element.type === "datetime-local" || getComputedStyle(element).boxShadow !== "none";
            // The outline may be drawn around what the element stands for.
            for (let around = element; around && !seen; around = around.parentElement) seen = getComputedStyle(around).outlineStyle !== "none";
            return [element.dataset.walk, seen, element.outerHTML.slice(0, 120)];
        }""")
        if at is not None:
            reached.append(int(at))
        if not is_seen:
            unseen.append(what)
        keyboard.press("Tab")
    raise AssertionError("the focus never leaves the frame")


def test_a_page_is_reached_and_an_event_opened_with_the_keyboard_alone(embed, world):
    open_page(embed, "dashboard")
    link = embed.content.get_by_role("link", name="Events", exact=True)
    link.focus()
    embed.page.keyboard.press("Enter")
    embed.shows("Events")
    embed.content.get_by_role("link", name="order.completed").first.focus()
    embed.page.keyboard.press("Enter")
    expect(embed.content.get_by_role("heading", level=1)).to_contain_text("order.completed")


def test_menus_and_dialogs_give_the_focus_back(embed, world):
    open_page(embed, "connections")
    keyboard = embed.page.keyboard
    button = embed.content.get_by_role("button", name="Actions for Warehouse")
    button.focus()
    keyboard.press("Enter")
    expect(embed.content.get_by_role("menuitem", name="Edit")).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(embed.content.get_by_role("menuitem", name="Test")).to_be_focused()
    keyboard.press("Enter")
    expect(embed.content.get_by_role("dialog")).to_contain_text("It works")
    keyboard.press("Escape")
    expect(embed.content.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
