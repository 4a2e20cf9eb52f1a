"""A container's health check: ends with 0 if the address answers with the status that is expected of it."""

import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

SECONDS = 5


def status(address: str) -> int:
    url = urlsplit(address)
    connection = HTTPConnection(url.hostname or "", url.port, timeout=SECONDS)
    connection.request("GET", url.path)
    return connection.getresponse().status


if __name__ == "__main__":
    sys.exit(0 if status(sys.argv[1]) == int(sys.argv[2]) else 1)
