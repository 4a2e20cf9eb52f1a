"""The embedded server: one process for pages, live streams and sweeps."""

from contextlib import suppress

import uvicorn

SECONDS_TO_STOP = 5


def serve(host: str, port: int) -> None:
    """Runs until Ctrl-C or SIGTERM, and then ends within a few seconds."""
    config = uvicorn.Config(
        "config.asgi:application",
        host=host,
        port=port,
        lifespan="on",
        ws="none",
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run()
