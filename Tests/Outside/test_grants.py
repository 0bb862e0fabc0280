"""kill -9 while tokens are renewed, at a provider that spends a refresh token with each renewal."""

import threading
import time

import pytest

from api import API
from rotating_slack import RotatingSlack, Team

TEAMS = 8

#: So many renewals are answered, half of them at teams that take the old token once more; the answers to the others are on
#: their way when the server dies.
ANSWERED = 4


@pytest.fixture
def slack():
    slack = RotatingSlack()
    yield slack
    slack.close()


@pytest.fixture
def settings(slack) -> dict[str, str]:
    return slack.settings


class Renewals:
    """Lets all renewals begin, then answers some of them, and the rest when nobody listens any more."""

    def __init__(self):
        self.answered: set[str] = set()
        self.all_begun = threading.Event()
        self.dead = threading.Event()
        self._begun: list[bool] = []
        self._lock = threading.Lock()

    def __call__(self, team: Team) -> None:
        with self._lock:
            if self._begun.count(team.forgives) < ANSWERED // 2:
                self.answered.add(team.id)
            self._begun.append(team.forgives)
            if len(self._begun) == TEAMS:
                self.all_begun.set()
        self.all_begun.wait(60)
        if team.id not in self.answered:
            self.dead.wait(60)


@pytest.mark.timeout(300)
def test_no_rotated_token_is_used_before_it_is_stored(each_program, slack):
    program = each_program
    program.start()
    api = API(program)
    connections = {}
    for number in range(TEAMS):
        connection = slack.sign_in(api, f"Team {number}")
        connections[connection["metadata"]["team_id"]] = connection
        api.route("user.signup", connection, action="send_message", id="C_SALES", template=f"{connection['id']}: {{{{name}}}}")
    slack.expire()
    renewals = Renewals()
    slack.before_answering = renewals

    event = api.emit("user.signup", {"name": "Zoë"})
    deadline = time.monotonic() + 60
    while not slack.messages:
        assert time.monotonic() < deadline, "nobody used a new token"
        time.sleep(0.001)
    program.kill()
    renewals.dead.set()
    used = {name for name, team in slack.teams.items() if team.used}
    assert used <= renewals.answered and used

    program.start()
    lost = {name for name, team in slack.teams.items() if not team.forgives} - used
    deadline = time.monotonic() + 120
    while True:
        state = {name: api.get(f"/connections/{connection['id']}") for name, connection in connections.items()}
        off = {name: one["inactive_reason"] for name, one in state.items() if not one["active"]}
        posted = {message.text.split(":")[0] for message in slack.messages}
        arrived = {name for name, connection in connections.items() if connection["id"] in posted}
        if arrived | off.keys() == connections.keys():
            break
        assert time.monotonic() < deadline, f"{connections.keys() - arrived - off.keys()} wait still"
        time.sleep(0.1)

    # What was used had been stored, and a provider that takes the old token once more makes good what was lost. At one that
    # does not, somebody has to sign in again, and only there.
    assert off.keys() <= lost
    assert {name for name in lost if name not in renewals.answered} <= off.keys()
    assert set(off.values()) == {"oauth_reauthorization_required"}

    # Nothing is lost meanwhile.
    for name in off:
        slack.sign_in(api, name, again=connections[name])
    assert api.wait_for(event, "completed", seconds=60)["completed_count"] == TEAMS
