"""Whose devices these are, and the project that may see them."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class ProjectType(StrEnum):
    """The kinds of cloud project on Tuya's developer platform, and ways into them."""

    SMART_HOME = "smart_home"  # app account, homes, rooms
    CUSTOM = "custom"  # users and a tree of assets
    PROJECT_ONLY = "project_only"  # the project itself, as no user ("simple mode")

    @property
    def has_users(self) -> bool:
        """Whether a user name and a password are signed in with."""
        return self is not ProjectType.PROJECT_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A project and a user of it.

    endpoint is the OpenAPI base URL of the data center, country_code the calling
    code ("49"), app_schema the app's name in the cloud ("smartlife"); a custom
    project has neither of the last two. Project-only access has no user name and no
    password either. assets narrows a custom project down to some assets (ids) and
    all that is below them; empty: the whole tree.
    """

    access_id: str = field(repr=False)
    access_secret: str = field(repr=False)
    endpoint: str
    project_type: ProjectType
    country_code: str
    app_schema: str
    username: str = field(repr=False)
    password_digest: str = field(repr=False)
    assets: tuple[str, ...] = ()


def digest_password(password: str, project_type: ProjectType) -> str:
    """Return what the cloud wants instead of the password, as lower-case hex.

    MD5 for smart home projects, SHA-256 for custom ones (tuya-iot-py-sdk
    `TuyaOpenAPI.connect`).
    """
    digest = hashlib.md5 if project_type is ProjectType.SMART_HOME else hashlib.sha256
    return digest(password.encode()).hexdigest()
