"""Credentials: a cloud project and a user of it."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class ProjectType(StrEnum):
    """The ways to sign in to a project on Tuya's developer platform."""

    SMART_HOME = "smart_home"  # app account, homes, rooms
    CUSTOM = "custom"  # users and a tree of assets
    PROJECT_ONLY = "project_only"  # the project itself, without a user ("simple mode")

    @property
    def has_users(self) -> bool:
        """Return whether signing in takes a user name and a password."""
        return self is not ProjectType.PROJECT_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A project and a user of it.

    endpoint is the OpenAPI base URL of the data center, country_code the calling
    code ("49"), app_schema the app's name in the cloud ("smartlife"). A custom
    project has neither country_code nor app_schema; project-only access has no user
    name and no password either. assets limits a custom project to some assets (ids)
    and all below them; empty: no limit.
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
    """Return the digest that the cloud takes as the password, in lower-case hex.

    MD5 for smart home projects, SHA-256 for custom ones (tuya-iot-py-sdk
    `TuyaOpenAPI.connect`).
    """
    digest = hashlib.md5 if project_type is ProjectType.SMART_HOME else hashlib.sha256
    return digest(password.encode()).hexdigest()
