"""People, teams, account invitations, tokens, and the record of who did what."""

from accounts.models.api_token import ApiCreation, ApiToken
from accounts.models.audit import AuditEntry
from accounts.models.calendar_feed import CalendarFeed
from accounts.models.invitation import AccountInvitation
from accounts.models.user import Team, User

__all__ = ["AccountInvitation", "ApiCreation", "ApiToken", "AuditEntry", "CalendarFeed", "Team", "User"]
