"""What a browser says in its console, with the pages and frames of one context."""


class Console:
    def __init__(self, context):
        #: Kind, text, and the file that it is about.
        self.lines: list[tuple[str, str, str]] = []
        context.on("console", lambda message: self.lines.append((message.type, message.text, message.location["url"])))
        context.on("weberror", lambda error: self.lines.append(("error", str(error.error), "")))

    def of(self, kind: str) -> list[str]:
        return [text for found, text, _ in self.lines if found == kind]

    @property
    def complaints(self) -> list[str]:
        """Errors and warnings: refused by a policy, failed to load, thrown and not caught."""
        return [" ".join(line) for line in self.lines if line[0] in ("error", "warning")]
