"""The example product, used as its shop's people use it."""

import threading

import pytest
from playwright.sync_api import expect

from app import Larder
from meshes import Meshes
from seed import Receiver, seed
from shop import open_shops


@pytest.fixture(scope="module")
def larder(program):
    shops, meshes = open_shops(), Meshes(**program.credentials | {"url": program.url})
    with Receiver() as receiver:
        seed(meshes, shops, receiver.url)
        product = Larder(0, meshes, shops)
        threading.Thread(target=product.serve_forever, daemon=True).start()
        yield product.origin
        product.shutdown()
        product.server_close()


def test_a_paid_order_shows_in_the_activity(larder, context, console):
    page = context.new_page()
    page.goto(larder)
    page.get_by_role("button", name="Mark as paid").first.click()
    expect(page.get_by_role("status")).to_contain_text("is paid")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Activity").click()
    content = page.frame_locator("#activity iframe")
    expect(content.get_by_role("heading", name="Events", level=1)).to_be_visible()
    expect(content.get_by_text("order.completed").first).to_be_visible()
    assert console.complaints == []


def test_who_is_signed_in_decides_what_is_shown(larder, context, console):
    page = context.new_page()
    page.goto(f"{larder}/integrations")
    content = page.frame_locator("#meshes")
    expect(content.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    content.get_by_role("link", name="Connections").click()
    expect(content.get_by_text("Kitchen display").first).to_be_visible()
    page.get_by_label("Signed in as").select_option("amira")
    page.get_by_role("button", name="Switch").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Integrations").click()
    content.get_by_role("link", name="Connections").click()
    expect(content.get_by_text("Courier").first).to_be_visible()
    expect(content.get_by_text("Kitchen display")).to_have_count(0)
    assert console.complaints == []


def test_another_site_cannot_act_for_who_is_signed_in(larder, context):
    page = context.new_page()
    page.goto(larder)
    for origin in ("https://evil.test", None):
        headers = {"Origin": origin} if origin else {}
        assert context.request.post(f"{larder}/api/embed/dashboard", headers=headers).status == 403
