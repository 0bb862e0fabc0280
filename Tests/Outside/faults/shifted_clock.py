"""A wall clock that a test steps while the program runs."""

import pathlib
import shutil
import struct
import subprocess
import time

import pytest


class ShiftedClock:
    """The clock of the processes that run with its `environment`."""

    def __init__(self, folder: pathlib.Path):
        compiler = shutil.which("cc") or shutil.which("clang")
        if compiler is None:
            pytest.skip("there is no C compiler to build the shifted clock with")
        library, self.file = folder / "shifted_clock.so", folder / "shifted_clock"
        source = pathlib.Path(__file__).with_name("shifted_clock.c")
        subprocess.run([compiler, "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        self.environment = {"LD_PRELOAD": str(library), "SHIFTED_CLOCK": str(self.file)}
        self.file.write_bytes(bytes(8))
        self.seconds = 0

    def step(self, seconds: int) -> None:
        self.seconds += seconds
        with self.file.open("r+b", buffering=0) as file:
            file.write(struct.pack("=q", self.seconds))

    def time(self) -> float:
        """What it shows, as time.time() does."""
        return time.time() + self.seconds
