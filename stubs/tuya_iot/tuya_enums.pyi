from enum import Enum

class AuthType(Enum):
    SMART_HOME = 0
    CUSTOM = 1

class TuyaCloudOpenAPIEndpoint:
    CHINA: str
    AMERICA: str
    AMERICA_AZURE: str
    EUROPE: str
    EUROPE_MS: str
    INDIA: str
