"""The project and the app account that the simulated cloud knows."""

from dataclasses import dataclass, field
from hashlib import md5, sha256

# The apps that exist at all; an account lives in one of them.
APP_SCHEMAS = ("tuyaSmart", "smartlife")


def made_up(name: str, length: int = 32) -> str:
    """Return a fixed hexadecimal secret of `length` (up to 64) made from its name."""
    return sha256(f"simulated {name}".encode()).hexdigest()[:length]


@dataclass(kw_only=True)
class Account:
    """One cloud project, one app account linked to it, and their credentials.

    `platform_url` is the OpenAPI address a sign-in sends the client to; empty
    means the address of the simulator itself.
    """

    access_id: str = "simulatedaccessid001"
    access_secret: str = field(default_factory=lambda: made_up("access secret"))
    username: str = "demo@example.com"
    password: str = field(default_factory=lambda: made_up("password", 12))
    country_code: str = "49"
    schema: str = "smartlife"
    platform_url: str = ""
    uid: str = "eu1650000000000demo01"
    custom_uid: str = "az1650000000000demo02"
    project_uid: str = "bay1650000000000demo3"

    @property
    def password_md5(self) -> str:
        """What a smart home sign-in sends instead of the password."""
        return md5(self.password.encode()).hexdigest()

    @property
    def password_sha256(self) -> str:
        """What a custom project sign-in sends instead of the password."""
        return sha256(self.password.encode()).hexdigest()
