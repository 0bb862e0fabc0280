"""A name server on this machine that a test breaks, and a program that asks no other."""

import os
import pathlib
import socket
import struct
import subprocess
import threading

import pytest

NOERROR, SERVFAIL, NXDOMAIN = 0, 2, 3
SILENT = None


class NameServer:
    """Gives every name the address 127.0.0.1, unless `answers` says otherwise for it."""

    #: Of this process alone, since the system asks at port 53 only.
    ADDRESS = f"127.53.{os.getpid() // 256 % 256}.{os.getpid() % 256}"

    def __init__(self):
        self.answers: dict[str, int | None] = {}
        self.asked: list[str] = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self.socket.bind((self.ADDRESS, 53))
        except PermissionError:
            pytest.skip("only root may listen on port 53")
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                query, sender = self.socket.recvfrom(4096)
            except OSError:
                return
            if not query:
                return
            if reply := self._reply(query):
                self.socket.sendto(reply, sender)

    def _reply(self, query: bytes) -> bytes | None:
        labels, at = [], 12
        while length := query[at]:
            labels.append(query[at + 1:at + 1 + length].decode())
            at += 1 + length
        kind, = struct.unpack("!H", query[at + 1:at + 3])
        name = ".".join(labels)
        self.asked.append(name)
        code = self.answers.get(name, NOERROR)
        if code is SILENT:
            return None
        found = code == NOERROR and kind == 1
        head = query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, int(found), 0, 0)
        address = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + socket.inet_aton("127.0.0.1")
        return head + query[12:at + 5] + (address if found else b"")

    def close(self):
        self.socket.sendto(b"", (self.ADDRESS, 53))
        self.socket.close()


def asking(binary: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """The program in a mount namespace of its own, where the system's resolver asks this server."""
    settings, script = folder / "resolv.conf", folder / "meshes"
    settings.write_text(f"nameserver {NameServer.ADDRESS}\n")
    script.write_text(
        "#!/bin/sh\n"
        f"exec unshare --mount sh -c 'mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"' '{settings}' '{binary}' \"$@\"\n")
    script.chmod(0o755)
    probe = subprocess.run(["unshare", "--mount", "mount", "--bind", settings, "/etc/resolv.conf"], capture_output=True, text=True)
    if probe.returncode != 0:
        pytest.skip(f"a private /etc/resolv.conf is not allowed here: {probe.stderr.strip()}")
    return script
