"""What a report costs from the hub's bytes to the values entities show.

    python -m benchmarks.reports [--reports 20000]

The floor, measured in the same run, is what nobody can do without: reading the outer
JSON, decrypting, and reading the inner JSON.
"""

import argparse
import base64
import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Final

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.hub_payload import MessageReader
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.specification import parse_specification
from custom_components.tuya_cloud.sync.devices import Devices
from custom_components.tuya_cloud.sync.push_events import Reported, parse_hub_message
from simulator.encryption import Version, encrypt

PASSWORD: Final = secrets.token_hex(16)
KEY: Final = PASSWORD[8:24].encode()
ROUNDS: Final = 5
STARTED_AT: Final = 1_700_000_000_000

POWER: Final = {"min": 0, "max": 50_000, "scale": 1, "step": 1, "unit": "W"}
SPECIFICATION: Final = parse_specification(
    {
        "category": "cz",
        "functions": [{"code": "switch_1", "type": "Boolean", "values": "{}"}],
        "status": [
            {"code": "switch_1", "type": "Boolean", "values": "{}"},
            {"code": "cur_power", "type": "Integer", "values": json.dumps(POWER)},
        ],
    }
)


def payload(number: int) -> bytes:
    """Return the bytes of a report of two data points."""
    time_ms = STARTED_AT + number
    data = {
        "devId": "plug",
        "status": [
            {"code": "switch_1", "value": number % 2 == 0, "t": time_ms},
            {"code": "cur_power", "value": number % 50_000, "t": time_ms},
        ],
    }
    plain = json.dumps(data).encode()
    encrypted = encrypt(Version.ECB, PASSWORD, time_ms, plain)
    return json.dumps({"protocol": 4, "t": time_ms, "data": encrypted}).encode()


def floor(payloads: Sequence[bytes]) -> None:
    """Only decrypt and parse."""
    for each in payloads:
        data = base64.b64decode(json.loads(each)["data"])
        plain = unpad(AES.new(KEY, AES.MODE_ECB).decrypt(data), AES.block_size)
        json.loads(plain)


def whole_way(payloads: Sequence[bytes]) -> None:
    """Do all that is done with a report, one listener told of it."""
    home = Devices()
    device = Device.from_json({"id": "plug", "online": True}, SPECIFICATION)
    told = 0

    def listen() -> None:
        nonlocal told
        told += 1

    home.subscribe(device, frozenset({"cur_power"}), listen)
    reader = MessageReader(ProjectType.SMART_HOME)
    for each in payloads:
        event = parse_hub_message(reader.read(each, PASSWORD))
        if not isinstance(event, Reported):
            raise TypeError("a report was sent")
        home.report(device, event.items)
    if told != len(payloads):
        raise RuntimeError(f"the listener was told {told} times")


def best(run: Callable[[Sequence[bytes]], None], payloads: Sequence[bytes]) -> float:
    """Return the seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run(payloads)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def main() -> None:
    """Measure both, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    count = parser.parse_args().reports
    payloads = [payload(number) for number in range(1, count + 1)]
    least, ours = best(floor, payloads), best(whole_way, payloads)
    print(f"floor      {least / count * 1e6:8.1f} μs a report")
    print(
        f"whole way  {ours / count * 1e6:8.1f} μs a report, {count / ours:.0f} a second"
    )
    print(f"ratio      {ours / least:8.2f}")


if __name__ == "__main__":
    main()
