"""Members' own pages, under « /societaire/ »."""

from django.urls import path

from members.cooperative.views import addresses, directory, gatherings, introductions, space

urlpatterns = [
    path("societaire/", space.members_space, name="members_space"),
    path("societaire/delegation/<int:pk>/", space.my_delegate, name="my_delegate"),
    path("societaire/delegation/<int:pk>/confirmer/", space.my_delegate_confirm, name="my_delegate_confirm"),
    path("societaire/convocations/<int:pk>/", space.my_notices, name="my_notices"),
    path("societaire/adresse/<str:token>/", addresses.address_answer, name="address_answer"),
    path("societaire/attestation/<int:pk>/", space.my_certificate, name="my_certificate"),
    path("societaire/annuaire/", directory.directory, name="directory"),
    path("societaire/annuaire/<int:pk>/", directory.entry, name="entry"),
    path("societaire/ma-fiche/<int:pk>/", directory.my_entry, name="my_entry"),
    path("societaire/mises-en-relation/<int:pk>/", introductions.introduction, name="introduction"),
    path("societaire/rencontres/", gatherings.gathering_list, name="gathering_list"),
    path("societaire/rencontres/proposer/", gatherings.gathering_new, name="gathering_new"),
    path("societaire/rencontres/<int:pk>/", gatherings.gathering, name="gathering"),
    path("societaire/rencontres/<int:pk>/changer/", gatherings.gathering_edit, name="gathering_edit"),
    path("societaire/rencontres/<int:pk>/annuler/", gatherings.gathering_cancel, name="gathering_cancel"),
    path("societaire/rencontres/<int:pk>/venir/", gatherings.gathering_come, name="gathering_come"),
    path("societaire/rencontres/<int:pk>/rencontre.ics", gatherings.gathering_calendar, name="gathering_calendar"),
]
