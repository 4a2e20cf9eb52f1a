"""Encrypts and decrypts a stream piece by piece with flat memory: AES-256-GCM of the `cryptography` library, the key by scrypt.

Each piece carries its number and whether it is the last in its nonce, and the member's name as associated data: pieces that
are cut off, swapped or taken from elsewhere do not open.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

PIECE = 64 * 1024
TAG = 16
LEAST_KEY = 16


class Unopened(Exception):
    """The key is another one, or the content was changed."""


def main_key(key: str, salt: bytes) -> bytes:
    """From the words of the setting; slow on purpose, once a file."""
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(key.encode())


def _cipher(main: bytes, name: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=name.encode()).derive(main))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def seal(pieces: Iterable[bytes], main: bytes, name: str) -> Iterator[bytes]:
    """Of pieces of any size; at least one sealed piece, so that an empty member is known to be empty."""
    cipher, number, kept = _cipher(main, name), 0, b""
    for piece in pieces:
        kept += piece
        while len(kept) > PIECE:
            yield cipher.encrypt(_nonce(number, False), kept[:PIECE], name.encode())
            kept, number = kept[PIECE:], number + 1
    yield cipher.encrypt(_nonce(number, True), kept, name.encode())


def unseal(source: BinaryIO, main: bytes, name: str) -> Iterator[bytes]:
    """Raises Unopened."""
    cipher, number = _cipher(main, name), 0
    piece = source.read(PIECE + TAG)
    while True:
        after = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not after), piece, name.encode())
        except InvalidTag:
            raise Unopened from None
        if not after:
            return
        piece, number = after, number + 1
