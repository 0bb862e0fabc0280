"""A stand-in for MailerLite: an account with groups and custom fields that takes every subscriber."""

from provider import Call, Provider

KEY = "ml-key-0123456789abcdefghij"
GROUPS = {"319853783353929757": "Trial users", "319853783353929758": "Newsletter"}
FIELDS = {"name": "text", "last_name": "text", "company": "text", "plan": "text", "seats": "number", "renews_on": "date"}


class MailerLite(Provider):
    @property
    def settings(self) -> dict[str, str]:
        """What makes a server take this for MailerLite."""
        return {"MESHES_MAILERLITE_API_BASE": self.url}

    def answer(self, call: Call) -> tuple[int, dict | str]:
        if call.token != KEY:
            return 401, {"message": "Unauthenticated."}
        match call.method, call.path.strip("/").split("/"):
            case "GET", ["groups"]:
                return 200, _page([{"id": id, "name": name, "active_count": 3} for id, name in GROUPS.items()])
            case "GET", ["fields"]:
                return 200, _page([
                    {"id": f"f-{key}", "name": key.replace("_", " ").capitalize(), "key": key, "type": kind, "is_default": False}
                    for key, kind in FIELDS.items()
                ])
            case "POST", ["subscribers"]:
                groups = [{"id": id} for id in call.given.get("groups", [])]
                return 201, {"data": {"id": "1001", "email": call.given["email"], "status": "active", "fields": {}, "groups": groups}}
        return 404, {"message": "No query results."}


def _page(elements: list[dict]) -> dict:
    return {"data": elements, "meta": {"current_page": 1, "last_page": 1, "total": len(elements)}}
