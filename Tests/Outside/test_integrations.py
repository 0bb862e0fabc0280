"""What `GET /integrations` says of every type, field by field. Hosts build forms from it, so each change must be meant."""

import json
import pathlib

import pytest

EXPECTED = {entry["type"]: entry for entry in json.loads(pathlib.Path(__file__).with_name("integrations.json").read_text())}


@pytest.fixture
def listed(api) -> dict[str, dict]:
    return {entry["type"]: entry for entry in api.get("/integrations")["records"]}


def members(value, path: str = "") -> dict:
    """Every leaf, by its path."""
    if isinstance(value, dict) and value:
        return {key: leaf for name in value for key, leaf in members(value[name], f"{path}.{name}").items()}
    if isinstance(value, list) and value:
        return {key: leaf for place, item in enumerate(value) for key, leaf in members(item, f"{path}[{place}]").items()}
    return {path: value}


def test_all_fifteen_types_have_the_metadata_that_is_written_down(listed):
    assert len(EXPECTED) == 15 and listed.keys() == EXPECTED.keys()
    for type, entry in listed.items():
        available = entry.pop("available")
        # Nobody has registered an app here, so what is signed in to cannot be connected.
        assert available == (entry["authentication"]["type"] != "oauth"), type
        assert members(entry) == members(EXPECTED[type]), type
