"""The wire: Tuya's OpenAPI over HTTP and its push hub over MQTT.

Independent of Home Assistant; uses plain JSON values and its own errors.
"""
