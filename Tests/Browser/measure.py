"""How long a customer waits for the dashboard, in a browser that has nothing cached: `MESHES_BINARY=… measure.py [RUNS]`."""

import os
import pathlib
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Browser"), str(ROOT / "Tests/Outside")]

from playwright.sync_api import sync_playwright  # noqa: E402

from api import API  # noqa: E402
from console import Console  # noqa: E402
from embed import Embed  # noqa: E402
from host import Host  # noqa: E402
from mailerlite import MailerLite  # noqa: E402
from places import settle  # noqa: E402
from program import Program  # noqa: E402
from receiver import Receiver  # noqa: E402
from world import build  # noqa: E402

#: Notes when the page has its data: a heading, and nothing that is still loading.
WATCH = """if (window !== top) new MutationObserver(() => {
    if (!window.shownAt && document.querySelector("main.page h1") && !document.querySelector(".skeleton")) window.shownAt = performance.now();
}).observe(document, { childList: true, subtree: true });"""


def measure(browser, api: API) -> tuple[float, float]:
    """Milliseconds from asking for the launch document to the first paint, and to the data."""
    context, host = browser.new_context(), Host(api)
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        embed = Embed(page, host, Console(context)).open()
        embed.shows("Dashboard")
        settle(embed)
        page.wait_for_timeout(200)  # the browser notes a paint a little later
        return tuple(embed.frame.evaluate("[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.shownAt]"))
    finally:
        host.close()
        context.close()


def main(runs: int) -> None:
    binary = pathlib.Path(os.environ.get("MESHES_BINARY", ROOT / ".build/release/meshes")).resolve()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        receiver, mailerlite = Receiver(), MailerLite()
        program = Program(binary, pathlib.Path(folder), mailerlite.settings)
        program.setup()
        program.start()
        try:
            api = API(program)
            build(api, receiver)
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"])
            times = [measure(browser, api) for _ in range(runs)]
            browser.close()
        finally:
            program.close()
            receiver.close()
            mailerlite.close()
    for name, values in zip(("first paint", "data shown"), zip(*times)):
        print(f"{name}: median {statistics.median(values):.0f} ms, {min(values):.0f} to {max(values):.0f} ms in {runs} runs")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
