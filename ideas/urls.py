from django.urls import path, re_path

from ideas.views import authors, depositing, finding, gathering, moderating, public, stall

app_name = "ideas"
urlpatterns = [
    path("idees/", public.idea_list, name="idea_list"),
    path("idees/deposer/", depositing.deposit, name="deposit"),
    path("idees/retrouver/", finding.find, name="find"),
    path("idees/retrouver/contester/", finding.claim, name="claim"),
    path("idees/mes-idees/", authors.my_ideas, name="mine"),
    path("idees/lien/<str:token>/", authors.open_link, name="open"),
    path("idees/<slug:slug>/", public.idea, name="idea"),
    path("idees/<slug:slug>/signaler/", public.report, name="report"),
    path("idees/<slug:slug>/completer/", authors.complete, name="complete"),
    path("idees/<slug:slug>/suivre/", authors.follow, name="follow"),
    path("idees/<slug:slug>/effacer-mon-nom/", authors.erase_author, name="erase_author"),
    path("idees/<slug:slug>/retirer/", authors.withdraw, name="withdraw"),
    path("idees/<slug:slug>/remettre/", authors.restore, name="restore"),
    re_path(r"^idees/(?P<slug>[-\w]+)/(?P<size>photo|vignette)\.jpg$", authors.photo, name="photo"),
    path("collecte/lien/<str:token>/", stall.stall_link, name="stall_link"),
    path("collecte/<slug:code>/", stall.stall, name="stall"),
    path("organiser/collectes/", gathering.gathering_list, name="gathering_list"),
    path("organiser/collectes/ouvrir/", gathering.gathering_new, name="gathering_new"),
    path("organiser/collectes/<int:pk>/", gathering.gathering, name="gathering"),
    path("organiser/collectes/<int:pk>/modifier/", gathering.gathering_edit, name="gathering_edit"),
    path("organiser/collectes/<int:pk>/affiche/", gathering.gathering_sign, name="gathering_sign"),
    re_path(
        r"^organiser/collectes/(?P<pk>\d{1,18})/(?P<act>fermer|rouvrir|lien|reprendre)/$",
        gathering.gathering_step,
        name="gathering_step",
    ),
    path("organiser/idees/reclamations/", finding.claims, name="claims"),
    re_path(
        r"^organiser/idees/reclamations/(?P<pk>\d{1,18})/(?P<act>donner|laisser)/$",
        finding.claim_decide,
        name="claim_decide",
    ),
    path("organiser/soirees/<slug:slug>/idees/", moderating.moderation, name="moderation"),
    path("organiser/soirees/<slug:slug>/idees/etat/", moderating.queue_state, name="queue_state"),
    path("organiser/soirees/<slug:slug>/idees/accepter/", moderating.accept_page, name="accept_page"),
    path("organiser/soirees/<slug:slug>/idees/saisir/", moderating.enter, name="enter"),
    path("organiser/idees/<int:pk>/accepter/", moderating.accept, name="accept"),
    path("organiser/idees/<int:pk>/refuser/", moderating.refuse, name="refuse"),
    path("organiser/idees/<int:pk>/relire/", moderating.reopen, name="reopen"),
    path("organiser/idees/<int:pk>/decrocher/", moderating.take_down, name="take_down"),
    path("organiser/idees/<int:pk>/raccrocher/", moderating.put_back, name="put_back"),
    path("organiser/idees/<int:pk>/garder/", moderating.dismiss_reports, name="dismiss_reports"),
]
