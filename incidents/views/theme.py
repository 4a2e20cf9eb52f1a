"""One theme: where it was seen, how often it comes back, what looks alike, and how it came to be what it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from incidents import permissions
from incidents.models import Theme
from incidents.queries import themes as queries
from incidents.theme_access import for_theme


@require_safe
@for_theme()
def theme(request: UserRequest, theme: Theme) -> HttpResponse:
    user = request.user
    names = queries.other_names(user, theme)
    (recurring,) = queries.recurring([theme], permissions.visible_sightings(user))
    context = {
        "theme": theme,
        "names": names,
        "recurring": recurring,
        "offers": queries.alike(user, "\n".join([theme.title, *names]), to=theme),
        "apart": permissions.visible_themes(user).filter(pk__in=queries.told_apart(theme).values("pk")),
        "changes": queries.changes(user, theme)[:50],
        "may_change": permissions.change_theme(user, theme),
    }
    return render(request, "incidents/themes/theme.html", context)
