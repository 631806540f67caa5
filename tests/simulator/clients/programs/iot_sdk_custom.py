"""tuya-iot-py-sdk in a custom project."""

from typing import Any

from tuya_iot import AuthType

from .iot_sdk import explore
from .program import Simulator, run


def main(simulator: Simulator) -> dict[str, Any]:
    """Sign in with a user of the project."""
    return explore(simulator, AuthType.CUSTOM, simulator.username, simulator.password)


if __name__ == "__main__":
    run(main)
