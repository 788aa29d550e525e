"""Addresses of the vote and of what is told of it: stickers, restitution, press kit."""

from django.urls import path

from ideas.evening.views import press, restitution, stickers, voting

EVENING = "organiser/soirees/<slug:slug>/"

urlpatterns = [
    path("a/<slug:code>/gommettes/", stickers.stickers, name="stickers"),
    path("a/<slug:code>/gommettes/billet/", stickers.ticket, name="sticker_ticket"),
    path(f"{EVENING}gommettes/", voting.voting, name="voting"),
    path(f"{EVENING}gommettes/gommettes.csv", voting.voting_csv, name="voting_csv"),
    path(f"{EVENING}gommettes/<slug:act>/", voting.voting_act, name="voting_act"),
    path(f"{EVENING}restitution/", restitution.restitution, name="restitution"),
    path(f"{EVENING}restitution/ordre/", restitution.reorder, name="reorder"),
    path(f"{EVENING}restitution/affiches/", restitution.posters, name="posters"),
    path(f"{EVENING}restitution/affiches.pdf", restitution.posters_pdf, name="posters_pdf"),
    path("restitution/<slug:slug>/", restitution.show, name="slides"),
    path(f"{EVENING}presse/", press.press, name="press"),
    path(f"{EVENING}presse/dossier.zip", press.press_zip, name="press_zip"),
]
