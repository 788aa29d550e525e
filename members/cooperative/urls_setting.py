"""Setting up a cooperative, its dashboard, its rules, its categories and colleges."""

from django.urls import path

from members.cooperative.views import board, colleges, rules, setting_up

urlpatterns = [
    path("cooperative/", setting_up.home, name="home"),
    path("cooperative/nouvelle/", setting_up.new, name="new"),
    path("cooperative/<slug:slug>/", board.board, name="board"),
    path("cooperative/<slug:slug>/excedent/", board.surplus, name="surplus"),
    path("cooperative/<slug:slug>/nos-regles/", rules.our_rules, name="our_rules"),
    path("cooperative/<slug:slug>/regles/", rules.rules, name="rules"),
    path("cooperative/<slug:slug>/recommencer/", setting_up.start_again, name="start_again"),
    path("cooperative/<slug:slug>/colleges/", colleges.colleges, name="colleges"),
    path("cooperative/<slug:slug>/colleges/<str:group>/<int:pk>/", colleges.group_edit, name="group_edit"),
]
