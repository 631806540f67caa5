"""Sign-in and refresh for an app account, a custom user and the project itself."""

from ..errors import (
    COUNTRY_INVALID,
    CREDENTIALS_WRONG,
    GRANT_TYPE_INVALID,
    PARAM_EMPTY,
    SCHEMA_UNKNOWN,
    SKILL_INVALID,
    ApiError,
)
from ..json_types import JsonObject, JsonValue
from ..tokens import TokenKind, TokenPair
from .router import CUSTOM_TOKENS, HOME_TOKENS, NO_TOKEN, Call, Route

PROJECT_GRANT = "1"


async def sign_in_app_account(call: Call) -> JsonValue:
    """Sign in with username, password (md5), country_code and schema.

    The country code may be a number, have a plus, or be a region, as clients send it.
    """
    account = call.cloud.account
    username, password = call.text("username"), call.text("password")
    country_code, schema = call.json.get("country_code"), call.json.get("schema")
    if country_code is None or country_code == "":
        raise ApiError(PARAM_EMPTY)
    if schema != account.schema:
        raise _mismatch(call, SCHEMA_UNKNOWN)
    country = str(country_code).removeprefix("+")
    if not country.isdecimal() and country != account.region:
        raise _mismatch(call, COUNTRY_INVALID)
    if country not in (account.country_code, account.region):
        raise _mismatch(call, SKILL_INVALID)
    if (username, password) != (account.username, account.password_md5):
        raise ApiError(CREDENTIALS_WRONG)
    pair = call.cloud.tokens.issue(TokenKind.SMART_HOME, account.uid)
    return _answer(call, pair)


def _mismatch(call: Call, particular: int) -> ApiError:
    code = call.cloud.account.mismatch_code
    return ApiError(int(code) if code else particular)


async def sign_in_custom_user(call: Call) -> JsonValue:
    """Sign in to a custom project with username and password (sha256)."""
    account = call.cloud.account
    username, password = call.text("username"), call.text("password")
    if (username, password) != (account.username, account.password_sha256):
        raise ApiError(CREDENTIALS_WRONG)
    pair = call.cloud.tokens.issue(TokenKind.CUSTOM, account.custom_uid)
    return _answer(call, pair)


async def sign_in_project(call: Call) -> JsonValue:
    """Return the token of the project itself, a new one once it has expired."""
    if call.query.get("grant_type") != PROJECT_GRANT:
        raise ApiError(GRANT_TYPE_INVALID)
    tokens = call.cloud.tokens
    pair = tokens.current(TokenKind.PROJECT)
    return _answer(
        call, pair or tokens.issue(TokenKind.PROJECT, call.cloud.account.project_uid)
    )


async def refresh(call: Call) -> JsonValue:
    """Exchange a refresh token of an app account or the project."""
    return _answer(
        call, call.cloud.tokens.refresh(call.path["refresh_token"], HOME_TOKENS)
    )


async def refresh_custom(call: Call) -> JsonValue:
    """Exchange a refresh token of a custom user; the call has no body."""
    if call.body:
        raise ApiError(PARAM_EMPTY, "the body must be empty")
    return _answer(
        call, call.cloud.tokens.refresh(call.path["refresh_token"], CUSTOM_TOKENS)
    )


def _answer(call: Call, pair: TokenPair) -> JsonObject:
    """Return tokens in the form of the answer; only custom users get `expire`."""
    answer: JsonObject = {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "uid": pair.uid,
        "expire" if pair.kind is TokenKind.CUSTOM else "expire_time": pair.seconds_left,
    }
    if pair.kind is TokenKind.SMART_HOME:
        answer["platform_url"] = call.cloud.account.platform_url
    return answer


ROUTES = (
    Route(
        "POST",
        "/v1.0/iot-01/associated-users/actions/authorized-login",
        sign_in_app_account,
        NO_TOKEN,
    ),
    Route("POST", "/v1.0/iot-03/users/login", sign_in_custom_user, NO_TOKEN),
    Route("GET", "/v1.0/token", sign_in_project, NO_TOKEN),
    Route("GET", "/v1.0/token/{refresh_token}", refresh, NO_TOKEN),
    Route("POST", "/v1.0/iot-03/users/token/{refresh_token}", refresh_custom, NO_TOKEN),
)
