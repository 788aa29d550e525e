from django.urls import path

from projects.coaching.views import answering, team

app_name = "coaching"
urlpatterns = [
    path("conseils/", answering.mine, name="mine"),
    path("conseils/lien/<str:token>/", answering.by_link, name="by_link"),
    path("conseils/<slug:code>/<int:subject>/", answering.answer, name="answer"),
    path("organiser/conseils/", team.team_advice, name="team_advice"),
    path("organiser/conseils/<slug:slug>/", team.team_rules, name="team_rules"),
    path("organiser/conseils/<slug:slug>/<slug:code>/", team.advice_edit, name="advice_edit"),
]
