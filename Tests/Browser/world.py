"""A workspace in which everything has happened that the pages can show."""

import dataclasses

from api import API
from mailerlite import GROUPS, KEY
from receiver import Receiver

#: Would run, if any page put it into its markup.
HOSTILE = '<img src=x onerror="window.top.hacked=1"><script>window.hacked=1</script>'

#: The same, short enough for a resource.
HOSTILE_NAME = '<img src=x onerror="top.hacked=1">'


@dataclasses.dataclass
class World:
    api: API
    connections: dict[str, dict]
    rules: dict[str, dict]
    #: By what became of them: completed, failed, retrying, unmatched, subscribed, hostile.
    events: dict[str, dict]


def answer(request) -> int | tuple[int, bytes]:
    match request.path:
        case "/refuses":
            return 400, f"<p>No such list</p>{HOSTILE}".encode()
        case "/is-down":
            return 503, b"try again later"
        case _:
            return 204


def build(api: API, receiver: Receiver) -> World:
    receiver.answer = answer
    connections = {
        name: api.connect(name, f"{receiver.url}/{path}")
        for name, path in [("Warehouse", "works"), ("Newsletter", "refuses"), ("Bookkeeping", "is-down")]
    }
    connections["Contacts"] = api.call("POST", "/connections", 201, json={
        "workspace": api.workspace, "type": "mailerlite", "name": "Contacts", "metadata": {"api_key": KEY}}).json()["connection"]
    rules = {
        "order.completed": api.route("order.completed", connections["Warehouse"]),
        "user.signup": api.route("user.signup", connections["Newsletter"]),
        "invoice.paid": api.route("invoice.paid", connections["Bookkeeping"]),
        "trial.started": api.route("trial.started", connections["Contacts"], action="add_to_group", id=next(iter(GROUPS))),
    }
    customer = {"email": "zoe@example.com", "plan": "pro", "items": [{"sku": "A-1", "quantity": 2}]}
    events = {
        "completed": api.emit("order.completed", customer, resource="order", resource_id="1042"),
        "failed": api.emit("user.signup", customer, resource="user", resource_id="u_7"),
        "retrying": api.emit("invoice.paid", customer, resource="invoice", resource_id="INV-1"),
        "unmatched": api.emit("trial.ending", customer),
        "subscribed": api.emit("trial.started", customer | {"name": "Zoë", "seats": 12345678901234567890}),
        "hostile": api.emit("user.signup", {"name": HOSTILE, HOSTILE: [HOSTILE]}, resource=HOSTILE_NAME, resource_id="1"),
    }
    for name in ("completed", "failed", "retrying"):
        api.wait_for(events[name], name)
    return World(api, connections, rules, events)
