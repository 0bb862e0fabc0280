"""The documents as the pages that the server shows under /docs."""

import re

import pytest
import requests

PAGES = ["", "embed", "webhooks", "settings", "architecture", "benchmarks", "changelog"]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_to_a_page_and_a_heading(program, page):
    program.start()
    text = requests.get(f"{program.url}/docs/{page}", timeout=10).text
    assert len(re.findall("<h1", text)) == 1
    targets = set(re.findall(r'href="(/[^"]*|#[^"]*)"', text)) | set(re.findall(r'src="([^"]+)"', text))
    assert len(targets) > len(PAGES)
    for target in targets:
        path, _, anchor = target.partition("#")
        answer = requests.get(program.url + (path or f"/docs/{page}"), timeout=10)
        assert answer.status_code == 200, target
        assert not anchor or f'id="{anchor}"' in answer.text, target


def test_a_page_that_is_not_there_answers_404(program):
    program.start()
    assert requests.get(f"{program.url}/docs/nothing", timeout=10).status_code == 404


def test_the_pages_are_closed_to_foreign_code_and_frames(program):
    program.start()
    policy = requests.get(f"{program.url}/docs/", timeout=10).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
