"""Conditions of a go: the group's page, the committee's list, the short vote (D30)."""

from django.urls import path

from projects.committee.views import conditions, lifting, short_votes

urlpatterns = [
    path("projets/<slug:slug>/conditions/", conditions.project_conditions, name="project_conditions"),
    path("projets/<slug:slug>/conditions/<int:pk>/preuve/", conditions.proof_send, name="proof_send"),
    path("projets/<slug:slug>/conditions/<int:pk>/appel/", conditions.call_agree, name="call_agree"),
    path("projets/<slug:slug>/conditions/preuves/<slug:key>/", conditions.proof_file, name="proof_file"),
    path("comite/conditions/", lifting.condition_list, name="condition_list"),
    path("comite/conditions/conditions.csv", lifting.condition_csv, name="condition_csv"),
    path("comite/conditions/<int:pk>/", lifting.condition, name="condition"),
    path("comite/conditions/<int:pk>/preuves/<slug:key>/", lifting.condition_proof, name="condition_proof"),
    path("comite/conditions/<int:pk>/confirmer/", lifting.conditions_confirm, name="conditions_confirm"),
    path("comite/conditions/<int:pk>/vote/", lifting.lifting_open, name="lifting_open"),
    path("comite/conditions/<int:pk>/<slug:act>/", lifting.condition_step, name="condition_step"),
    path("comite/conditions/votes/<int:pk>/", short_votes.lifting_vote, name="lifting_vote"),
    path("comite/conditions/votes/<int:pk>/code/", short_votes.lifting_code, name="lifting_code"),
    path("comite/conditions/votes/<int:pk>/code/autre/", short_votes.lifting_code_again, name="lifting_code_again"),
    path("comite/conditions/votes/<int:pk>/preuves/<slug:key>/", short_votes.lifting_proof, name="lifting_proof"),
]
