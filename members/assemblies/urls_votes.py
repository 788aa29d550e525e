"""Addresses of votes: the board's, the member's on their phone, the tellers' under access links."""

from django.urls import path

from members.assemblies.views import codes, tellers, votes, voting

BOARD = "cooperative/<slug:slug>/assemblees/<int:pk>/votes/"
ONE = f"{BOARD}<int:number>/"
MEMBER = "societaire/assemblees/<int:pk>/votes/"

urlpatterns = [
    path(BOARD, votes.votes, name="votes"),
    path(f"{BOARD}personnes/", votes.teller_add, name="teller_add"),
    path(f"{BOARD}personnes/<int:teller>/fermer/", votes.teller_close, name="teller_close"),
    path(f"{BOARD}personnes/un-telephone/", votes.one_phone, name="one_phone"),
    path(f"{BOARD}codes/", codes.voting_codes, name="codes"),
    path(f"{BOARD}codes/envoyer/", codes.codes_mail, name="codes_mail"),
    path(f"{BOARD}codes/imprimer/", codes.codes_print, name="codes_print"),
    path(f"{BOARD}codes/nouveau/", codes.code_again, name="code_again"),
    path(ONE, votes.vote, name="vote"),
    path(f"{ONE}compteur/", votes.vote_counter, name="vote_counter"),
    path(f"{ONE}ouvrir/", votes.vote_open, name="vote_open"),
    path(f"{ONE}clore/", votes.vote_close, name="vote_close"),
    path(f"{ONE}papier/", votes.vote_paper, name="vote_paper"),
    path(MEMBER, voting.member_votes, name="member_votes"),
    path(f"{MEMBER}<int:number>/", voting.member_vote, name="member_vote"),
    path("scrutin/<str:token>/", tellers.teller_link, name="teller_link"),
    path("scrutin/bulletins/<int:pk>/", tellers.teller, name="teller"),
    path("scrutin/bulletins/<int:pk>/<int:number>/", tellers.teller_count, name="teller_count"),
]
