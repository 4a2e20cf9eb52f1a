"""Guards the guard: tests reach this machine and nothing beyond it."""

import socket
import urllib.request

import pytest
from pytest_socket import SocketConnectBlockedError

# Addresses that are kept free for documentation: nobody is there, whatever this test's outcome.
BEYOND = [("192.0.2.1", 443), ("198.51.100.7", 25)]
# pytest-socket warns before it refuses, and every warning fails a test here.
REFUSED = (SocketConnectBlockedError, UserWarning)


@pytest.mark.parametrize("place", BEYOND)
def test_a_connection_beyond_this_machine_is_refused(place: tuple[str, int]) -> None:
    with socket.socket() as door, pytest.raises(REFUSED, match="A test tried to use socket"):
        door.connect(place)


def test_libraries_are_refused_too() -> None:
    with pytest.raises(REFUSED, match="A test tried to use socket"):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
