"""tinytuya's Cloud, with a project's token.

It always speaks TLS to one of Tuya's hosts, which the simulator does not: requests are
led to the simulator, otherwise unchanged.
"""

from typing import Any, override

import requests
import tinytuya
from requests.adapters import HTTPAdapter

from .program import Simulator, run

HOST = "https://openapi.tuyaeu.com"


class Detour(HTTPAdapter):
    """An adapter that sends requests for Tuya's host to the simulator."""

    endpoint = ""

    @override
    def send(
        self, request: requests.PreparedRequest, *args: Any, **options: Any
    ) -> requests.Response:
        request.url = str(request.url).replace(HOST, self.endpoint)
        return super().send(request, *args, **options)


class Session(requests.Session):
    """A session with the detour."""

    def __init__(self) -> None:
        """Replace the adapter of TLS."""
        super().__init__()
        self.mount("https://", Detour())


def main(simulator: Simulator) -> dict[str, Any]:
    """Return what the client finds: sign-in, list, specification, status, logs."""
    Detour.endpoint = simulator.endpoint
    requests.sessions.Session = Session  # type: ignore[misc]  # the client makes its own
    cloud = tinytuya.Cloud("eu", simulator.access_id, simulator.access_secret, "bulb")
    found: dict[str, Any] = {"sign_in": bool(cloud.token)}
    found["devices"] = sorted(each["id"] for each in cloud.getdevices())
    verbose = cloud.getdevices(verbose=True)
    found["uuids"] = all(each["uuid"] for each in verbose["result"])
    cloud.use_old_device_list = False
    found["linked_devices"] = sorted(each["id"] for each in cloud.getdevices())
    status = cloud.getstatus("bulb")["result"]
    found["status"] = {each["code"]: each["value"] for each in status}
    functions = cloud.getfunctions("bulb")["result"]["functions"]
    found["functions"] = sorted(each["code"] for each in functions)
    properties = cloud.getproperties("bulb")["result"]["status"]
    found["properties"] = sorted(each["code"] for each in properties)
    points = cloud.getdps("bulb")["result"]["functions"]
    found["numbers"] = {each["code"]: each["dp_id"] for each in points}
    commands = {"commands": [{"code": "switch_led", "value": True}]}
    found["command"] = cloud.sendcommand("bulb", commands)["result"]
    wrong = {"commands": [{"code": "switch_led", "value": 5}]}
    found["wrong_command"] = cloud.sendcommand("bulb", wrong)["Payload"]
    found["online"] = cloud.getconnectstatus("bulb")
    name = {"name": "Lamp"}
    answer = cloud.cloudrequest("/v1.0/devices/bulb", action="PUT", post=name)
    found["rename"] = answer["result"]
    log = cloud.getdevicelog("bulb")["result"]["logs"]
    found["log"] = [[each["event_id"], each["code"], each["value"]] for each in log]
    simulator.order("POST", "/tokens/revoke")
    found["after_revocation"] = len(cloud.getstatus("bulb")["result"])
    return found


if __name__ == "__main__":
    run(main)
