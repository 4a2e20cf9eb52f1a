"""Forms of sign-in, the account, and the people of the installation."""

from accounts.forms.fields import LineField, WallField, ZoneField

__all__ = ["LineField", "WallField", "ZoneField"]
