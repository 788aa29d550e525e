"""Addresses of the sheets of a project."""

from django.urls import path

from projects.views import dossier, sheet_photos, sheet_versions, sheets

urlpatterns = [
    path("projets/<slug:slug>/fiches/", sheets.sheets, name="sheets"),
    path("projets/<slug:slug>/fiches/dossier/", dossier.dossier, name="dossier"),
    path("projets/<slug:slug>/fiches/dossier.pdf", dossier.dossier_pdf, name="dossier_pdf"),
    path("projets/<slug:slug>/fiches/photos/", sheet_photos.sheet_photos, name="sheet_photos"),
    path(
        "projets/<slug:slug>/fiches/photos/<int:pk>/<slug:act>/", sheet_photos.sheet_photo_step, name="sheet_photo_step"
    ),
    path("projets/<slug:slug>/fiches/image/<slug:key>/<slug:size>/", sheet_photos.sheet_photo, name="sheet_photo"),
    path("projets/<slug:slug>/fiches/<slug:kind>/", sheets.sheet, name="sheet"),
    path("projets/<slug:slug>/fiches/<slug:kind>/champ/", sheets.sheet_field, name="sheet_field"),
    path("projets/<slug:slug>/fiches/<slug:kind>/etat/", sheets.sheet_state, name="sheet_state"),
    path("projets/<slug:slug>/fiches/<slug:kind>/choisir/<int:pk>/", sheets.sheet_settle, name="sheet_settle"),
    path("projets/<slug:slug>/fiches/<slug:kind>/versions/", sheet_versions.sheet_versions, name="sheet_versions"),
    path(
        "projets/<slug:slug>/fiches/<slug:kind>/versions/<int:pk>/", sheet_versions.sheet_version, name="sheet_version"
    ),
    path(
        "projets/<slug:slug>/fiches/<slug:kind>/versions/<int:pk>/reprendre/",
        sheet_versions.sheet_restore,
        name="sheet_restore",
    ),
]
