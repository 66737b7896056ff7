"""Addresses of the archive's own pages, a list for each area."""

from django.urls import URLPattern, path

from speeches.views import account, help, home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    # account
    path("login/", account.login, name="login"),
    path("logout/", account.logout, name="logout"),
    path("password/", account.password, name="password"),
    path("password/done/", account.password_done, name="password_done"),
    # help
    path("help/", help.help_page, name="help"),
]
