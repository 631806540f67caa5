"""The wire: OpenAPI over HTTP, push hub over MQTT, queue over WebSocket.

Independent of Home Assistant; uses plain JSON values and its own errors.
"""
