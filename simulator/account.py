"""The project and the app account that the simulated cloud knows."""

from dataclasses import dataclass, field
from hashlib import md5, sha256

# The apps of the simulated cloud; an account belongs to one of them.
APP_SCHEMAS = ("tuyaSmart", "smartlife")


def fixed_secret(name: str, length: int = 32) -> str:
    """Return the hexadecimal secret of a name, the same in every run.

    `length` is at most 64.
    """
    return sha256(f"simulated {name}".encode()).hexdigest()[:length]


@dataclass(kw_only=True)
class Account:
    """One cloud project, the app account linked to it, and their credentials.

    `mismatch_code` is the error of a sign-in with the country or the app of another
    account; empty means the particular ones, 2402, 2406 and 2017, where the real cloud
    mostly answers 1106. `region` is the data center's, which a sign-in takes in place
    of a country code. `platform_url` is the OpenAPI address that a sign-in returns;
    empty means the address of the simulator itself.
    """

    access_id: str = "simulatedaccessid001"
    access_secret: str = field(default_factory=lambda: fixed_secret("access secret"))
    username: str = "demo@example.com"
    password: str = field(default_factory=lambda: fixed_secret("password", 12))
    country_code: str = "49"
    region: str = "eu"
    mismatch_code: str = ""
    schema: str = "smartlife"
    platform_url: str = ""
    uid: str = "eu1650000000000demo01"
    custom_uid: str = "az1650000000000demo02"
    project_uid: str = "bay1650000000000demo3"

    @property
    def password_md5(self) -> str:
        """Return the digest that a smart home sign-in sends."""
        return md5(self.password.encode()).hexdigest()

    @property
    def password_sha256(self) -> str:
        """Return the digest that a custom project sign-in sends."""
        return sha256(self.password.encode()).hexdigest()
