"""tuya-iot-py-sdk in a smart home project."""

from typing import Any

from tuya_iot import AuthType

from .iot_sdk import explore
from .program import Simulator, run


def main(simulator: Simulator) -> dict[str, Any]:
    """Sign in with an app account."""
    return explore(
        simulator,
        AuthType.SMART_HOME,
        simulator.username,
        simulator.password,
        simulator.country_code,
        simulator.schema,
    )


if __name__ == "__main__":
    run(main)
