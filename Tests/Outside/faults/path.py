"""A network path that a test cuts without a word: what was sent is gone, and neither side hears of it."""

import contextlib
import selectors
import socket
import threading


class Path:
    """Forwards connections on loopback to a port. Those that stand at a cut stay open and carry nothing any more; so do new ones
    until the path is mended."""

    def __init__(self, target: int):
        self.target, self.is_cut = target, False
        self.live: set[tuple[socket.socket, socket.socket]] = set()
        self.dead: list[socket.socket] = []
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def open(self) -> int:
        """Connections that carry something."""
        return len(self.live)

    def cut(self) -> int:
        """Returns how many connections stood."""
        with self.lock:
            self.is_cut, count = True, len(self.live)
            for pair in self.live:
                self.dead.extend(pair)
            self.live.clear()
            return count

    def mend(self) -> None:
        """For new connections: those that stood stay as they are."""
        with self.lock:
            self.is_cut = False

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                with self.lock:
                    if self.is_cut:
                        self.dead.append(near)
                        continue
                    far = socket.create_connection(("127.0.0.1", self.target))
                    for end in (near, far):
                        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self.live.add((near, far))
                threading.Thread(target=self._forward, args=((near, far),), daemon=True).start()

    def _forward(self, pair: tuple[socket.socket, socket.socket]):
        near, far = pair
        with selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            with contextlib.suppress(OSError):
                while True:
                    for key, _ in ready.select(0.2):
                        if pair not in self.live:
                            return  # cut: both ends stay open, and nobody reads them
                        data = key.fileobj.recv(65536)
                        if not data:
                            return self._end(pair)
                        key.data.sendall(data)
                    if pair not in self.live:
                        return
            self._end(pair)

    def _end(self, pair: tuple[socket.socket, socket.socket]):
        with self.lock:
            if pair not in self.live:
                return
            self.live.discard(pair)
        for end in pair:
            end.close()

    def close(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for end in [*self.dead, *(end for pair in list(self.live) for end in pair)]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
