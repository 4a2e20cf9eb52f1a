"""The only places that write messages."""
