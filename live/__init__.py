"""Telling open pages that something changed: `live.publish(topic, *regions)` and `live.revoke(topic)`."""

from live.changes import publish, revoke

__all__ = ["publish", "revoke"]
