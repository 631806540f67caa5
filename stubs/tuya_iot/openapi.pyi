from typing import Any

from .tuya_enums import AuthType

# the SDK takes the values from the cloud's answer and checks none of them
class TuyaTokenInfo:
    expire_time: Any
    access_token: Any
    refresh_token: Any
    uid: Any
    platform_url: Any

    def __init__(self, token_response: dict[str, Any] | None = None) -> None: ...

class TuyaOpenAPI:
    access_id: str
    lang: str
    token_info: TuyaTokenInfo | None

    def __init__(
        self,
        endpoint: str,
        access_id: str,
        access_secret: str,
        auth_type: AuthType = ...,
        lang: str = "en",
    ) -> None: ...
    def connect(
        self,
        username: str = "",
        password: str = "",
        country_code: str = "",
        schema: str = "",
    ) -> dict[str, Any]: ...
    def _calculate_sign(
        self,
        method: str,
        path: str,
        params: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
    ) -> tuple[str, int]: ...
