"""Addresses of the archive's own pages, a list for each area."""

from django.urls import URLPattern, path

from speeches.views import (
    account,
    batches,
    formulations,
    help,
    home,
    meetings,
    points,
    proposals,
    review,
    revision,
    search,
    speakers,
    speech,
    themes,
    upload,
)
from speeches.views.compare import decisions, downloads, reading, rules, screens, sets
from speeches.views.compare.place import NAMES


def comparing(kind: str, base: str) -> list[URLPattern]:
    """The addresses of one kind of comparison: its first screen, the others, and what is posted from them."""
    name, given = NAMES[kind], {"kind": kind}
    return [
        path(base, screens.comparison, given, name=name),
        path(f"{base}theme/<str:code>/", reading.reading, given, name=f"{name}_reading"),
        path(f"{base}theme/<str:code>/regroup/", reading.regroup, given, name=f"{name}_regroup"),
        path(f"{base}verdict/", decisions.verdict, given, name=f"{name}_verdict"),
        path(f"{base}export/<slug:form>/", downloads.export, given, name=f"{name}_export"),
        path(f"{base}<slug:screen>/", screens.comparison, given, name=f"{name}_screen"),
    ]


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
    path("themes/formulations/", formulations.formulations, name="formulations"),
    path("themes/proposals/", proposals.proposals, name="proposals"),
    path("themes/<str:code>/", themes.theme, name="theme"),
    # speech, its points, its review
    path("s/<slug:uid>/", speech.speech, name="speech"),
    path("s/<slug:uid>/original/", speech.original, name="original"),
    path("s/<slug:uid>/history/", speech.history, name="speech_history"),
    path("s/<slug:uid>/header/", speech.header, name="speech_header"),
    path("s/<slug:uid>/text/", revision.text, name="speech_text"),
    path("s/<slug:uid>/act/<slug:act>/", speech.act, name="speech_act"),
    path("s/<slug:uid>/checked/", speech.checked, name="speech_checked"),
    path("s/<slug:uid>/move/", speech.move, name="speech_move"),
    path("s/<slug:uid>/undo/", points.undo, name="points_undo"),
    path("s/<slug:uid>/resplit/", points.resplit, name="resplit"),
    path("p/<slug:uid>/", speech.point, name="point"),
    path("p/<slug:uid>/theme/", points.theme, name="point_theme"),
    path("p/<slug:uid>/edit/<slug:act>/", points.edit, name="point_edit"),
    path("review/", review.desk, name="review"),
    # search
    path("search/", search.search, name="search"),
    # comparison
    path("compare/", sets.comparisons, name="comparisons"),
    path("c/new/", sets.keep, name="comparisons_keep"),
    path("c/<slug:uid>/change/", sets.change, name="comparison_change"),
    path("c/<slug:uid>/drop/", sets.drop, name="comparison_drop"),
    *comparing("meeting", "m/<slug:uid>/compare/"),
    *comparing("campaign", "campaigns/<slug:uid>/compare/"),
    *comparing("saved", "c/<slug:uid>/"),
    *comparing("speaker", "speakers/<slug:uid>/compare/"),
    *comparing("picked", "compare/picked/"),
    path("themes/<str:code>/over-time/", reading.over_time, name="theme_over_time"),
    # help
    path("help/rules/", rules.rules, name="rules"),
    path("help/", help.help_page, name="help"),
]
