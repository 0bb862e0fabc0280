#!/usr/bin/env python3
"""A webhook receiver to try things with: prints what comes and answers 204.

    python3 examples/receiver.py [PORT] [STATUS]

STATUS is what it answers instead, for example 503 to see retries.
"""

import http.server
import sys


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        print(f"attempt {self.headers['X-Meshes-Attempt']}: {body.decode()}", flush=True)
        self.send_response(status)
        self.end_headers()

    do_PUT = do_PATCH = do_POST

    def log_message(self, *_):
        pass


port = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
status = int(sys.argv[2]) if len(sys.argv) > 2 else 204
http.server.ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()
