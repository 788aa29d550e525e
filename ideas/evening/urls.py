from django.urls import path

from ideas.evening.views import codes, state, table, wall

app_name = "evening"
urlpatterns = [
    path("a/<slug:code>/", table.table, name="table"),
    path("a/<slug:code>/etat/", state.table_state, name="table_state"),
    path("a/<slug:code>/recue/<str:token>/", table.received, name="received"),
    path("organiser/soirees/<slug:slug>/codes/", codes.codes, name="codes"),
    path("mur/<slug:slug>/", wall.wall, name="wall"),
    path("mur/<slug:slug>/etat/", wall.wall_state, name="wall_state"),
]
