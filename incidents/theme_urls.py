"""Addresses of the themes across incidents."""

from django.urls import URLPattern, path

from incidents.views import theme, theme_change, theme_list

app_name = "themes"
urlpatterns: list[URLPattern] = [
    path("", theme_list.theme_list, name="list"),
    path("alike/", theme_list.alike, name="alike"),
    path("<int:pk>/", theme.theme, name="theme"),
    path("<int:pk>/reword/", theme_change.reword, name="reword"),
    path("<int:pk>/merge/", theme_change.merge, name="merge"),
    path("<int:pk>/split/", theme_change.split, name="split"),
    path("<int:pk>/apart/", theme_change.apart, name="apart"),
    path("<int:pk>/changes/<int:change>/undo/", theme_change.undo, name="undo"),
]
