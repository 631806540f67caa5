"""tuya-connector-python: OpenAPI with a project's token, and the message queue."""

import json
from typing import Any

from tuya_connector import TuyaCloudPulsarTopic, TuyaOpenAPI, TuyaOpenPulsar

from .program import Simulator, run, until


def main(simulator: Simulator) -> dict[str, Any]:
    """Return what the client finds: sign-in, list, specification, status, push."""
    api = TuyaOpenAPI(simulator.endpoint, simulator.access_id, simulator.access_secret)
    found: dict[str, Any] = {"sign_in": api.connect()["success"]}
    query = {"size": 100}
    page = api.get("/v1.0/iot-01/associated-users/devices", query)["result"]
    found["devices"] = sorted(each["id"] for each in page["devices"])
    specification = api.get("/v1.0/iot-03/devices/bulb/specification")["result"]
    found["functions"] = {
        each["code"]: each["values"] for each in specification["functions"]
    }
    status = api.get("/v1.0/iot-03/devices/bulb/status")["result"]
    found["status"] = {each["code"]: each["value"] for each in status}

    simulator.order("POST", "/queue", {"is_on": True})
    messages: list[dict[str, Any]] = []
    queue = TuyaOpenPulsar(
        simulator.access_id,
        simulator.access_secret,
        simulator.endpoint.replace("http", "ws", 1) + "/",
        TuyaCloudPulsarTopic.PROD,
    )
    queue.add_message_listener(lambda text: messages.append(json.loads(text)))
    queue.start()
    until(lambda: simulator.order("GET", "/queue")["connected"], "a consumer")
    body = {"commands": [{"code": "switch_led", "value": True}]}
    found["command"] = api.post("/v1.0/iot-03/devices/bulb/commands", body)["result"]
    until(lambda: messages, "a message")
    until(lambda: simulator.order("GET", "/queue")["waiting"] == 0, "acknowledgment")
    [message] = messages
    found["push"] = [message["devId"], message["status"][0]["value"]]
    name = {"name": "Lamp"}
    found["rename"] = api.put("/v1.0/iot-03/devices/bulb", name)["result"]
    return found


if __name__ == "__main__":
    run(main)
