"""What accounts promises."""
