"""What the programs share: the simulator's address, its orders, the end."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import requests


class Simulator:
    """A running simulator: where it listens, how to sign in, and its orders."""

    def __init__(self, ready: dict[str, str]) -> None:
        """Take the simulator's ready line."""
        self.endpoint = ready["endpoint"]
        self.access_id = ready["access_id"]
        self.access_secret = ready["access_secret"]
        self.username = ready["username"]
        self.password = ready["password"]
        self.country_code = ready["country_code"]
        self.schema = ready["schema"]

    def order(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to an order of the control plane."""
        url = f"{self.endpoint}/simulator{path}"
        with requests.request(method, url, json=body, timeout=10) as response:
            response.raise_for_status()
            return response.json()


def until(condition: Callable[[], Any], what: str, seconds: float = 10) -> None:
    """Wait until a condition is true; raise TimeoutError after a while."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.01)


def run(main: Callable[[Simulator], dict[str, Any]]) -> None:
    """Print what `main` returns as JSON, and end.

    The process ends at once: the clients have threads that never do.
    """
    code = 1
    try:
        found = main(Simulator(json.loads(sys.argv[1])))
        sys.stdout.write(f"{json.dumps(found)}\n")
        code = 0
    finally:
        if code:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
