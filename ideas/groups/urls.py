from django.urls import path, re_path

from ideas.groups import urls_meetings
from ideas.groups.urls_meetings import urlpatterns as meeting_pages
from ideas.groups.views import belonging, entering, founding, public, talking, team

app_name = "groups"
urlpatterns = [
    path("groupes/", public.group_list, name="group_list"),
    *urls_meetings.urlpatterns,
    path("groupes/lien/<str:token>/", public.open_link, name="open"),
    path("groupes/demande/<str:token>/", entering.confirm, name="confirm"),
    path("groupes/reponse/<str:token>/", entering.answer, name="answer"),
    path("groupes/invitation/<str:token>/", entering.invitation, name="invitation"),
    path("groupes/fonder/<slug:slug>/", founding.found_by_author, name="found_by_author"),
    path("groupes/<slug:slug>/", public.group, name="group"),
    path("groupes/<slug:slug>/rejoindre/", entering.join, name="join"),
    path("groupes/<slug:slug>/inviter/", entering.invite, name="invite"),
    path("groupes/<slug:slug>/demandes/<int:pk>/", entering.entry_answer, name="entry_answer"),
    path("groupes/<slug:slug>/messages/", talking.messages_page, name="messages"),
    path("groupes/<slug:slug>/roles/", talking.roles, name="roles"),
    re_path(
        r"^groupes/(?P<slug>[-\w]+)/roles/(?P<pk>\d{1,18})/(?P<act>prendre|rendre|oter)/$",
        talking.role_step,
        name="role_step",
    ),
    path("groupes/<slug:slug>/modifier/", belonging.describe, name="describe"),
    path("groupes/<slug:slug>/vivant/", belonging.alive, name="alive"),
    path("groupes/<slug:slug>/animation/", belonging.lead, name="lead"),
    path("groupes/<slug:slug>/quitter/", belonging.leave, name="leave"),
    path("groupes/<slug:slug>/histoire/", belonging.history, name="history"),
    re_path(
        r"^groupes/(?P<slug>[-\w]+)/membres/(?P<pk>\d{1,18})/(?P<act>animer|retirer)/$",
        belonging.member_step,
        name="member_step",
    ),
    path("organiser/groupes/", team.team_list, name="team_list"),
    path("organiser/groupes/liste.csv", team.team_csv, name="team_csv"),
    path("organiser/groupes/fonder/", founding.choose, name="choose"),
    path("organiser/groupes/fonder/<int:pk>/", founding.found, name="found"),
    path("organiser/groupes/<int:pk>/aide/", team.helped, name="helped"),
    path("organiser/groupes/<int:pk>/noter/", team.note_member, name="note_member"),
    path("organiser/groupes/reglages/<slug:slug>/", team.rules, name="rules"),
    *meeting_pages,
]
