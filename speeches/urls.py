"""Addresses of the archive's own pages, a list for each area."""

from django.urls import URLPattern, path

from speeches.views import account, batches, help, home, meetings, search, speakers, themes, upload

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("todo/<slug:name>/", home.todo, name="todo"),
    # account
    path("login/", account.login, name="login"),
    path("logout/", account.logout, name="logout"),
    path("password/", account.password, name="password"),
    path("password/done/", account.password_done, name="password_done"),
    # meetings, and what is handed in to them
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("m/<slug:uid>/", meetings.meeting, name="meeting"),
    path("m/<slug:uid>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("m/<slug:uid>/upload/", upload.upload, name="upload"),
    path("batches/<slug:uid>/", batches.batch, name="batch"),
    # speakers and themes
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<slug:uid>/", speakers.speaker, name="speaker"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<str:code>/", themes.theme, name="theme"),
    # search
    path("search/", search.search, name="search"),
    # help
    path("help/", help.help_page, name="help"),
]
