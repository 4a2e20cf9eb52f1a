"""Signs what a program of one's own receives, by the Standard Webhooks rules: HMAC-SHA256 over id, time and body."""

import hmac
import secrets
from base64 import b64decode, b64encode

PREFIX = "whsec_"


def new_secret() -> str:
    """32 random bytes, in the form that the libraries of Standard Webhooks read."""
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """ "v1,<base64>" for the header Webhook-Signature; `timestamp` in seconds since 1970, as in Webhook-Timestamp."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.digest(key, signed, "sha256")).decode()


def headers(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    return {
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": signature(secret, message_id, timestamp, body),
    }
