"""Ends with 0 if a server can listen on the given port of this machine, with 1 if another one already does."""

import socket
import sys


def is_free(port: int) -> bool:
    with socket.socket() as door:
        # As the server will do it: a port whose last connections are still fading is free.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if is_free(int(sys.argv[1])) else 1)
