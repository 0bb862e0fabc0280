#!/usr/bin/env python3
"""Starts Larder with all that it needs: a Meshes server on a temporary store, receivers, shops with a history.

    python3 examples/host-app/run.py [--port 3000]

The server's program is `.build/release/meshes`, or the one that MESHES_BINARY names. Ctrl-C ends and removes everything.
"""

import argparse
import os
import pathlib
import tempfile

from app import Larder
from meshes import Meshes
from seed import Receiver, seed
from server import Server
from shop import open_shops

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main() -> None:
    options = argparse.ArgumentParser(description="Run the example product.")
    options.add_argument("--port", type=int, default=3000, help="port of the product; 0 takes a free one")
    port = options.parse_args().port
    binary = pathlib.Path(os.environ.get("MESHES_BINARY", ROOT / ".build/release/meshes")).resolve()

    with tempfile.TemporaryDirectory(prefix="meshes-example-") as folder, Server(binary, pathlib.Path(folder)) as server:
        meshes, shops = Meshes(**server.credentials), open_shops()
        with Receiver() as receiver:
            seed(meshes, shops, receiver.url)
            product = Larder(port, meshes, shops)
            print(f"Larder runs at {product.origin}, the Meshes server at {server.url}. Ctrl-C ends both.", flush=True)
            try:
                product.serve_forever()
            except KeyboardInterrupt:
                print()


if __name__ == "__main__":
    main()
