"""Accounts and their password digests."""

from dataclasses import replace

import pytest

from custom_components.tuya_cloud.cloud.account import ProjectType, digest_password

from .builders import made_up_account


@pytest.mark.parametrize(
    ("project_type", "digest"),
    [
        (ProjectType.SMART_HOME, "5c90b96a75d4f9d5a1cfaa6f532afdc8"),
        (
            ProjectType.CUSTOM,
            "2ed06766795d58a4f22d511a672f20a6b096d3fe5b56af3a744678a9a356fd82",
        ),
    ],
)
def test_the_password_digest_is_lower_case_hex(
    project_type: ProjectType, digest: str
) -> None:
    """Smart home projects use MD5, custom projects SHA-256."""
    assert digest_password("Secret123", project_type) == digest


def test_repr_shows_nothing_secret() -> None:
    """The repr contains neither the project's keys nor the user name."""
    account = replace(made_up_account(), username="me@example.com")
    for secret in (
        account.access_id,
        account.access_secret,
        account.username,
        account.password_digest,
    ):
        assert secret not in repr(account)
        assert secret not in str(account)
