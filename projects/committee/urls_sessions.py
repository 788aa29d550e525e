"""The committee, its members, its rules, its sessions and their agenda."""

from django.urls import path

from projects.committee.views import agenda, committee, home, members, sessions

OF_TERRITORY = "comite/territoires/<slug:slug>/"
OF_SESSION = "comite/seances/<int:pk>/"
OF_FILE = "comite/ordre/<int:pk>/"

urlpatterns = [
    path("comite/", home.home, name="home"),
    path(OF_TERRITORY, committee.committee, name="committee"),
    path(f"{OF_TERRITORY}installer/", committee.found, name="found"),
    path(f"{OF_TERRITORY}regles/", committee.rules, name="rules"),
    path(f"{OF_TERRITORY}membres/", members.members, name="members"),
    path(f"{OF_TERRITORY}seances/nouvelle/", sessions.session_new, name="session_new"),
    path("comite/membres/<int:pk>/fonction/", members.member_office, name="member_office"),
    path("comite/membres/<int:pk>/fin/", members.member_end, name="member_end"),
    path(OF_SESSION, sessions.session, name="session"),
    path(f"{OF_SESSION}modifier/", sessions.session_edit, name="session_edit"),
    path(f"{OF_SESSION}convoquer/", sessions.session_call, name="session_call"),
    path(f"{OF_SESSION}ouvrir/", sessions.session_open, name="session_open"),
    path(f"{OF_SESSION}annuler/", sessions.session_cancel, name="session_cancel"),
    path(f"{OF_SESSION}presidence/", sessions.session_chair, name="session_chair"),
    path(f"{OF_SESSION}avancement/", sessions.standing, name="standing"),
    path(f"{OF_SESSION}historique/", sessions.session_history, name="session_history"),
    path(f"{OF_SESSION}ordre/ajouter/", agenda.item_add, name="item_add"),
    path(f"{OF_FILE}deplacer/", agenda.item_move, name="item_move"),
    path(f"{OF_FILE}minutes/", agenda.item_minutes, name="item_minutes"),
    path(f"{OF_FILE}retirer/", agenda.item_withdraw, name="item_withdraw"),
    path(f"{OF_FILE}reporter/", agenda.item_carry, name="item_carry"),
]
