"""Addresses of sign-in and the account. Of allauth only the pages that are used: no e-mail management, no confirmation links."""

from django.urls import include, path, re_path

from accounts.views import api_tokens, calendar, people, person, sign_in, teams
from accounts.views.first import first
from accounts.views.invitation import invitation
from accounts.views.join import join
from accounts.views.profile import profile
from accounts.views.theme import theme

own = [
    path("first/", first, name="first"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("profile/", profile, name="profile"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/renew/", calendar.renew, name="calendar_renew"),
    path("calendar/revoke/", calendar.revoke, name="calendar_revoke"),
    path("tokens/", api_tokens.tokens, name="tokens"),
    path("tokens/<uuid:uid>/revoke/", api_tokens.revoke, name="token_revoke"),
    path("theme/", theme, name="theme"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/invitations/<uuid:uid>/again/", people.send_again, name="invite_again"),
    path("people/invitations/<uuid:uid>/withdraw/", people.withdraw, name="withdraw_invitation"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/remove/", teams.remove, name="remove_team"),
]

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("login/code/", sign_in.request_code, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.inactive, name="account_inactive"),
    path("signup/", join, name="account_signup"),
    path("password/change/", sign_in.change_password, name="account_change_password"),
    path("password/set/", sign_in.set_password, name="account_set_password"),
    path("password/reset/", sign_in.reset, name="account_reset_password"),
    path("password/reset/done/", sign_in.reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", sign_in.reset_from_key_done, name="account_reset_password_from_key_done"),
    path("", include((own, "accounts"))),
]
