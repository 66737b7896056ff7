"""提法 in use: in how many speeches each stands, first and last where, among those the reader may see."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from speeches.models import Formulation, FormulationOccurrence

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Used:
    """A formulation with its counts, and the places where it stands first and last."""

    name: str
    speeches: int
    times: int
    first: FormulationOccurrence
    last: FormulationOccurrence

    @property
    def ends(self) -> tuple[FormulationOccurrence, FormulationOccurrence]:
        return self.first, self.last


def formulations(request: HttpRequest) -> HttpResponse:
    places = FormulationOccurrence.objects.visible_to(request.user).current().alive()
    page = Paginator(places.by_name(), PER_PAGE).get_page(request.GET.get("page"))
    names = [row["name"] for row in page]
    found = {name: list(rows) for name, rows in groupby(places.called(names), key=lambda place: place.name)}
    used = [Used(r["name"], r["speeches"], r["times"], found[r["name"]][0], found[r["name"]][-1]) for r in page]
    return render(request, "themes/formulations.html", {
        "used": used,
        "page": page,
        "known": Formulation.objects.filter(active=True).count(),
        "crumbs": [("主题", reverse("themes")), ("提法", "")],
    })  # fmt: skip
