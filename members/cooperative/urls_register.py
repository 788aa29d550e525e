"""From an application to the register and out of it: addresses of the public form, and of the board."""

from django.urls import path

from members.cooperative.views import applications, joining, shares

ROOT = "cooperative/<slug:slug>/"
ASKED = f"{ROOT}demandes/"
ONE = f"{ROOT}societaires/<int:pk>/"

urlpatterns = [
    path(f"{ROOT}devenir-societaire/", joining.apply, name="apply"),
    path(f"{ROOT}devenir-societaire/recue/", joining.applied, name="applied"),
    path(ASKED, applications.applications, name="applications"),
    path(f"{ASKED}nouvelle/", applications.application_new, name="application_new"),
    path(f"{ASKED}mots/", applications.joining_words, name="joining_words"),
    path(f"{ASKED}refus-rapportes/", applications.refusals_reported, name="refusals_reported"),
    path(f"{ASKED}<int:pk>/", applications.application, name="application"),
    path(f"{ASKED}<int:pk>/<slug:act>/", applications.application_act, name="application_act"),
    path(f"{ROOT}capital/", shares.capital, name="capital"),
    path(f"{ROOT}capital/remboursements/<int:pk>/", shares.refund, name="refund"),
    path(f"{ONE}souscrire/", shares.member_act, {"act": "more"}, name="member_more"),
    path(f"{ONE}ceder/", shares.member_act, {"act": "transfer"}, name="member_transfer"),
    path(f"{ONE}retrait/", shares.member_act, {"act": "withdrawal"}, name="member_withdrawal"),
    path(f"{ONE}radiation/", shares.member_act, {"act": "strike_off"}, name="member_strike_off"),
    path(f"{ONE}exclusion/", shares.exclusion, name="exclusion"),
    path(f"{ONE}exclusion/abandonner/", shares.exclusion_drop, name="exclusion_drop"),
]
