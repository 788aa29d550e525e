from django.urls import path

from ideas.views import authors, moderating, public

app_name = "ideas"
urlpatterns = [
    path("idees/", public.idea_list, name="idea_list"),
    path("idees/deposer/", authors.deposit, name="deposit"),
    path("idees/retrouver/", authors.find, name="find"),
    path("idees/lien/<str:token>/", authors.open_link, name="open"),
    path("idees/<slug:slug>/", public.idea, name="idea"),
    path("idees/<slug:slug>/signaler/", public.report, name="report"),
    path("idees/<slug:slug>/completer/", authors.complete, name="complete"),
    path("idees/<slug:slug>/suivre/", authors.follow, name="follow"),
    path("idees/<slug:slug>/effacer-mon-nom/", authors.erase_author, name="erase_author"),
    path("idees/<slug:slug>/retirer/", authors.withdraw, name="withdraw"),
    path("organiser/soirees/<slug:slug>/idees/", moderating.moderation, name="moderation"),
    path("organiser/soirees/<slug:slug>/idees/accepter/", moderating.accept_page, name="accept_page"),
    path("organiser/soirees/<slug:slug>/idees/saisir/", moderating.enter, name="enter"),
    path("organiser/idees/<int:pk>/accepter/", moderating.accept, name="accept"),
    path("organiser/idees/<int:pk>/refuser/", moderating.refuse, name="refuse"),
    path("organiser/idees/<int:pk>/relire/", moderating.reopen, name="reopen"),
    path("organiser/idees/<int:pk>/decrocher/", moderating.take_down, name="take_down"),
    path("organiser/idees/<int:pk>/raccrocher/", moderating.put_back, name="put_back"),
    path("organiser/idees/<int:pk>/garder/", moderating.dismiss_reports, name="dismiss_reports"),
]
