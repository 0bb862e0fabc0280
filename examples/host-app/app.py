"""Larder, a small product for bakeries and delis that embeds the Meshes pages of each shop.

The browser is never asked for a workspace or a role: both follow from who is signed in.
"""

import dataclasses
import html
import http.cookies
import http.server
import json
import pathlib
import secrets
import string
import urllib.parse

from meshes import Meshes, Refused
from shop import PEOPLE, Person, Shop

HERE = pathlib.Path(__file__).parent
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
PAGES = {"/orders": "Orders", "/integrations": "Integrations", "/activity": "Activity"}
ACCENT = "#0f766e"


@dataclasses.dataclass
class SignIn:
    """One browser that is signed in, and the embed sessions that were made for it."""

    person: Person
    embeds: set[str] = dataclasses.field(default_factory=set)


class Larder(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, meshes: Meshes, shops: dict[str, Shop]):
        super().__init__(("127.0.0.1", port), Handler)
        self.meshes = meshes
        self.shops = shops
        self.sign_ins: dict[str, SignIn] = {}

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Larder
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        if path in PAGES:
            return self.page(path) if self.signed_in else self.redirect(path, cookie=self.remember(PEOPLE["mara"]))
        if path.startswith("/static/") and (file := HERE / "static" / pathlib.Path(path).name).is_file():
            return self.answer(200, KINDS[file.suffix], file.read_bytes())
        if path == "/":
            return self.redirect("/orders")
        self.send_error(404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # Forms and scripts of other sites may not act in the name of who is signed in here.
        if self.headers.get("Origin") != self.server.origin:
            return self.json(403, {"message": "This request did not come from Larder."})
        if not self.signed_in:
            return self.json(401, {"message": "Nobody is signed in."})
        try:
            match self.path.strip("/").split("/"):
                case ["sign-in"]:
                    return self.sign_in(urllib.parse.parse_qs(body.decode()))
                case ["api", "embed", page]:
                    self.json(200, self.mint(page))
                case ["api", "embed", session, "refresh"] if session in self.signed_in.embeds:
                    self.json(200, self.server.meshes.refresh(session))
                case ["api", "orders", number, "pay"]:
                    self.json(200, self.pay(int(number)))
                case _:
                    self.json(404, {"message": "Not found"})
        except Refused as refused:
            self.json(409 if refused.status == 409 else 502, {"message": str(refused)})

    # Meshes

    def mint(self, page: str) -> dict:
        """A session for whoever is signed in; payloads are for those who manage."""
        person = self.signed_in.person
        session = self.server.meshes.mint(
            self.shop.workspace, person.role, page, self.server.origin, external_user_id=person.id,
            scopes=["events.payload:read"] if person.role == "owner" else [],
            appearance={"theme": "auto", "accent": ACCENT},
        )
        self.signed_in.embeds.add(session["session_id"])
        return session

    def pay(self, number: int) -> dict:
        """Marks an order as paid and tells the shop's integrations."""
        order = self.shop.orders[number]
        order.paid = True
        event = self.server.meshes.emit(self.shop.workspace, "order.completed", order.payload, "order", str(number))
        return {"number": number, "event": event["event"]["id"]}

    # Who is signed in

    @property
    def signed_in(self) -> SignIn | None:
        cookie = http.cookies.SimpleCookie(self.headers.get("Cookie"))
        return self.server.sign_ins.get(cookie["larder"].value) if "larder" in cookie else None

    @property
    def shop(self) -> Shop:
        return self.server.shops[self.signed_in.person.shop]

    def sign_in(self, form: dict[str, list[str]]) -> None:
        """Changes the person, as an example may without a password; the sessions of the one before end."""
        for session in self.signed_in.embeds:
            self.server.meshes.revoke(session)
        self.redirect("/orders", cookie=self.remember(PEOPLE[form["person"][0]]))

    def remember(self, person: Person) -> str:
        key = secrets.token_urlsafe(24)
        self.server.sign_ins[key] = SignIn(person)
        return f"larder={key}; HttpOnly; SameSite=Lax; Path=/"

    # Answers

    def page(self, path: str) -> None:
        person, embed = self.signed_in.person, self.server.meshes.url
        content = string.Template((HERE / "pages" / f"{path[1:]}.html").read_text()).substitute(
            embed=embed, rows="".join(map(row, sorted(self.shop.orders.values(), key=lambda order: -order.number))))
        text = string.Template((HERE / "pages" / "layout.html").read_text()).substitute(
            title=PAGES[path], shop=html.escape(self.shop.name), name=html.escape(person.name), job=person.title,
            links="".join(link(target, name, target == path) for target, name in PAGES.items()),
            people="".join(choice(other, other is person) for other in PEOPLE.values()), content=content)
        self.answer(200, "text/html; charset=utf-8", text.encode(), {
            "Content-Security-Policy": f"default-src 'self'; script-src 'self' {embed}; frame-src {embed}; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; style-src 'self' 'unsafe-inline'",
        })

    def json(self, status: int, value: dict) -> None:
        self.answer(status, "application/json", json.dumps(value).encode())

    def redirect(self, path: str, cookie: str | None = None) -> None:
        self.answer(303, "text/plain", b"", {"Location": path} | ({"Set-Cookie": cookie} if cookie else {}))

    def answer(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        fields = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"} | (headers or {})
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def row(order) -> str:
    state = '<span class="chip paid">Paid</span>' if order.paid else f'<button data-pay="{order.number}">Mark as paid</button>'
    items = html.escape(", ".join(f"{quantity} × {name}" for name, quantity, _ in order.items))
    return (
        f'<tr><td class="number">#{order.number}</td><td>{html.escape(order.customer)}</td><td class="items">{items}</td>'
        f'<td class="money">€{order.total:,.2f}</td><td class="state">{state}</td></tr>'
    )


def link(path: str, name: str, current: bool) -> str:
    return f'<a href="{path}"{" aria-current=page" if current else ""}>{name}</a>'


def choice(person: Person, current: bool) -> str:
    selected = " selected" if current else ""
    return f'<option value="{person.id}"{selected}>{html.escape(person.name)}, {person.title.lower()}</option>'
