class Session:
    remote_port: int | None
    client_id: str | None
    username: str | None
    password: str | None
