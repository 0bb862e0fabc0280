"""One host page with its iframe, as a user has it before them."""

from playwright.sync_api import Frame, Page, expect

from console import Console
from host import Host

#: Keeps every message that the page gets, and the origin it came from.
LISTEN = """
    window.heard = [];
    if (window === top) addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));
"""


class Embed:
    def __init__(self, page: Page, host: Host, console: Console):
        self.page = page
        self.host = host
        self.console = console
        page.add_init_script(LISTEN)

    def open(self, **wishes) -> "Embed":
        """Opens the host's page; `wishes` are members of the mint."""
        self.host.wishes = wishes
        self.page.goto(self.host.url)
        return self

    @property
    def frame(self) -> Frame:
        return self.page.wait_for_selector("#meshes").content_frame()

    @property
    def content(self):
        return self.page.frame_locator("#meshes")

    def heading(self, text: str):
        return self.content.get_by_role("heading", name=text, level=1)

    def shows(self, text: str) -> None:
        expect(self.heading(text)).to_be_visible()

    def go(self, name: str) -> None:
        """Follows the frame's own navigation."""
        self.content.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()

    def heard(self, kind: str) -> list[dict]:
        return [message for message in self.page.evaluate("heard") if message.get("type") == f"meshes:{kind}"]

    def wait_to_hear(self, kind: str, count: int = 1) -> dict:
        self.page.wait_for_function(
            "([kind, count]) => heard.filter(({ type }) => type === kind).length >= count", arg=[f"meshes:{kind}", count])
        return self.heard(kind)[-1]
