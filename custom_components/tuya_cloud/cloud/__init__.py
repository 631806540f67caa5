"""The wire: Tuya's OpenAPI over HTTP and its push hub over MQTT.

Knows nothing of Home Assistant. Speaks plain JSON objects and its own errors.
"""
