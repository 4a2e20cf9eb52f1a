"""The person who signs in; the e-mail address is the name of the account."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, name: str = "", password: str | None = None, **more: Any) -> "User":
        user = self.model(email=email.strip().lower(), name=name, **more)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **more: Any) -> "User":
        return self.create_user(email, password=password, is_admin=True, **more)


class Team(models.Model):
    """People who work together; trends can be read by team."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser, PermissionsMixin):
    """One account. Admin runs the installation and has no window into restricted reviews; a manager sees survey results and trends."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    time_zone = models.CharField(_("time zone"), max_length=64, default="")
    teams = models.ManyToManyField(Team, related_name="people", blank=True, verbose_name=_("teams"))
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_admin = models.BooleanField(_("runs the installation"), default=False)
    is_manager = models.BooleanField(_("sees survey results and trends"), default=False)
    theme = models.CharField(
        _("appearance"),
        max_length=6,
        default="system",
        choices=[("system", _("as my system")), ("light", _("light")), ("dark", _("dark"))],
    )
    shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["name", "email"]

    def __str__(self) -> str:
        return self.name or self.email.split("@")[0]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone or settings.DEFAULT_ZONE)

    @property
    def is_staff(self) -> bool:
        return self.is_admin
