from django.urls import include, path

from config.views import data, demo, home, legal, mails, ready, space, territories
from members.views.public import set_language

# Each for the platform, and for one territory.
legal_pages = [
    path(f"{start}{address}/", view, name=name)
    for address, view, name in (
        ("mentions-legales", legal.notices, "notices"),
        ("confidentialite", legal.privacy, "privacy"),
        ("accessibilite", legal.accessibility, "accessibility"),
        ("contact", legal.contact, "contact"),
    )
    for start in ("", "territoires/<slug:slug>/")
]

urlpatterns = [
    path("", home.home, name="home"),
    path("espace/", space.space, name="space"),
    path("espace/a-faire/", space.to_do, name="to_do"),
    path("espace/donnees/", data.my_data, name="my_data"),
    path("espace/donnees/mes-donnees.json", data.my_data_file, name="my_data_file"),
    path("espace/donnees/mes-donnees.zip", data.my_data_tables, name="my_data_tables"),
    path("territoires/<slug:slug>/", territories.territory, name="territory"),
    path("territoires/<slug:slug>/editions/", territories.editions, name="editions"),
    *legal_pages,
    path("healthz", home.healthz, name="healthz"),
    path("langue/", set_language, name="set_language"),
    path("organiser/territoires/<slug:slug>/pret/", ready.ready, name="ready"),
    path("demo/", demo.cast, name="demo"),
    path("demo/entrer/", demo.enter, name="demo_enter"),
    path("demo/ouvrir/", demo.open_door, name="demo_open"),
    path("demo/enlever/", demo.remove, name="demo_remove"),
    path("mail/", mails.mails, name="mails"),
    path("mail/<str:name>/<int:number>/", mails.mail, name="mail"),
    path("mail/<str:name>/<int:number>/page/", mails.mail_page, name="mail_page"),
    path("mail/<str:name>/<int:number>/<int:piece>/", mails.mail_piece, name="mail_piece"),
    path("compte/", include("members.account_urls")),
    path("", include("members.urls")),
    path("", include("members.cooperative.urls")),
    path("", include("members.assemblies.urls")),
    path("", include("outbox.urls")),
    path("", include("events.urls")),
    path("", include("ideas.urls")),
    path("", include("ideas.evening.urls")),
    path("", include("ideas.sorting.urls")),
    path("", include("ideas.groups.urls")),
    path("", include("projects.coaching.urls")),
    path("", include("projects.committee.urls")),
    path("", include("projects.urls")),
]
