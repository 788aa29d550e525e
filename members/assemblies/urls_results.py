"""Addresses of results and minutes: the board's, and its members'."""

from django.urls import path

from members.assemblies.views import effects, minutes, results
from members.urls_minutes import minutes_of

_ONE = "cooperative/<slug:slug>/assemblees/<int:pk>"
_MEMBER = "societaire/assemblees/<int:pk>"

urlpatterns = [
    path(f"{_ONE}/resultats/", results.result_list, name="results"),
    path(f"{_ONE}/resultats/<int:number>/", results.result, name="result"),
    path(f"{_ONE}/resultats/<int:number>/annoncer/", results.result_announce, name="result_announce"),
    path(f"{_ONE}/resultats/<int:number>/nouveau-tour/", results.result_round, name="result_round"),
    path(f"{_ONE}/resultats/<int:number>/suites/", effects.effects, name="effects"),
    path(f"{_ONE}/resultats/<int:number>/suites/poids/", effects.weights, name="effect_weights"),
    path(f"{_ONE}/resultats/<int:number>/suites/exclusion/", effects.exclusion, name="effect_exclusion"),
    *minutes_of(_ONE, reading=minutes.keeping, keeping=minutes.keeping),
    path(f"{_MEMBER}/resultats/<int:number>/", results.member_result, name="member_result"),
    path(f"{_MEMBER}/resultats/<int:number>/annoncer/", results.member_announce, name="member_announce"),
    path(f"{_MEMBER}/pv/", minutes.member_minutes, name="member_minutes"),
    path(f"{_MEMBER}/pv/proces-verbal.pdf", minutes.member_minutes_pdf, name="member_minutes_pdf"),
]
