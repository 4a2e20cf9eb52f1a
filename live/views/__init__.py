"""Pages of the live app, one file each."""
