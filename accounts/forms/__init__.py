"""Forms of sign-in, the account, and the people of the installation."""

from accounts.forms.fields import LineField, WallField, ZoneField
from accounts.forms.seen import SeenForm

__all__ = ["LineField", "SeenForm", "WallField", "ZoneField"]
