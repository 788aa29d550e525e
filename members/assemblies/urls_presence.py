"""Addresses of presence: the desk, the paper sheet, the session, proxies, the projector."""

from django.urls import path

from members.assemblies.views import printed_sheet, projection, proxies, session, sheet

_ASSEMBLY = "cooperative/<slug:slug>/assemblees/<int:pk>"

urlpatterns = [
    path(f"{_ASSEMBLY}/seance/", session.session, name="session"),
    path(f"{_ASSEMBLY}/seance/ouvrir/", session.open_session, name="open_session"),
    path(f"{_ASSEMBLY}/seance/bureau/", session.officers, name="officers"),
    path(f"{_ASSEMBLY}/seance/clore/", session.close_session, name="close_session"),
    path(f"{_ASSEMBLY}/seance/liens/", session.renew_link, name="renew_link"),
    path(f"{_ASSEMBLY}/emargement/", sheet.desk, name="sheet"),
    path(f"{_ASSEMBLY}/emargement/feuille/", printed_sheet.page, name="printed_sheet"),
    path(f"{_ASSEMBLY}/emargement/feuille.pdf", printed_sheet.file, name="printed_sheet_file"),
    path(f"{_ASSEMBLY}/pouvoirs/", proxies.board, name="proxies"),
    path(f"{_ASSEMBLY}/pouvoirs/<int:proxy>/reprendre/", proxies.board_take_back, name="board_take_back"),
    path("emargement/<str:token>/", sheet.door_link, name="door_link"),
    path("emargement/assemblee/<int:pk>/", sheet.door, name="door"),
    path("projection/<str:token>/", projection.projection_link, name="projection_link"),
    path("projection/assemblee/<int:pk>/", projection.projection, name="projection"),
    path("projection/assemblee/<int:pk>/etat/", projection.state, name="projection_state"),
    path("societaire/assemblees/<int:pk>/pouvoir/", proxies.mine, name="my_proxy"),
    path("societaire/assemblees/<int:pk>/pouvoir/<int:proxy>/rendre/", proxies.decline, name="decline_proxy"),
    path("societaire/assemblees/<int:pk>/presence/", proxies.remote, name="my_presence"),
]
