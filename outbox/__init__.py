"""Every message, when it is due, claiming, sending, retrying."""
