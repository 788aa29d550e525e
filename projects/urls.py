from django.urls import include, path

from projects.views import helping, journey, moving, page, partners, people, public, returning, team, workspace

app_name = "projects"
inside = [  # below « /projets/<slug>/espace/ »
    path("", workspace.workspace, name="workspace"),
    path("etape/", moving.advance, name="advance"),
    path("accompagner/", moving.accompany, name="accompany"),
    path("phrases/", moving.agree, name="agree"),
    path("revenir/", moving.go_back, name="go_back"),
    path("arreter/", moving.stop, name="stop"),
    path("rejoindre/", moving.merge, name="merge"),
    path("reprendre/", moving.resume, name="resume"),
    path("revenir-au-comite/", returning.come_back, name="come_back"),
    path("presentation/", page.describe, name="describe"),
    path("page/", page.page_edit, name="page_edit"),
    path("page/apercu/", page.page_preview, name="page_preview"),
    path("page/en-ligne/", page.publish, name="publish"),
    path("equipe/", people.people, name="people"),
    path("equipe/demander/", people.ask, name="ask"),
    path("equipe/chercher/", people.seek, name="seek"),
    path("equipe/<int:pk>/repondre/", people.answer, name="answer"),
    path("equipe/<int:pk>/finir/", people.end, name="end"),
    path("equipe/<int:pk>/nom/", people.show_name, name="show_name"),
    path("partenaires/", partners.partner_list, name="partner_list"),
    path("partenaires/<int:pk>/", partners.partner_edit, name="partner_edit"),
    path("partenaires/<int:pk>/retirer/", partners.partner_end, name="partner_end"),
    path("societaires/", helping.helper_list, name="helper_list"),
    path("societaires/<int:pk>/", helping.helper, name="helper"),
    path("histoire/", workspace.history, name="history"),
]
urlpatterns = [
    path("", include("projects.urls_seeking")),
    path("projets/", public.project_list, name="project_list"),
    path("projets/<slug:slug>/", public.project, name="project"),
    path("projets/<slug:slug>/image.png", public.image, name="image"),
    path("projets/<slug:slug>/espace/", include(inside)),
    path("", include("projects.urls_sheets")),
    path("organiser/projets/", team.team_list, name="team_list"),
    path("organiser/projets/projets.csv", team.team_csv, name="team_csv"),
    path("organiser/projets/nouveau/", team.team_start, name="team_start"),
    path("organiser/projets/phrases/<slug:slug>/", team.team_sentences, name="team_sentences"),
    path("idees/<slug:slug>/parcours/", journey.journey, name="journey"),
]
