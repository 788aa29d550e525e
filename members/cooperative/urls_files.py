"""The register and one member, for the board: pages, downloads, an existing register brought as a file."""

from django.urls import path

from members.cooperative.views import addresses, importing, members, register

ROOT = "cooperative/<slug:slug>/societaires/"
ONE = f"{ROOT}<int:pk>/"
IMPORT = f"{ROOT}importer/<int:pk>/"

urlpatterns = [
    path(ROOT, register.register_list, name="register"),
    path(f"{ROOT}registre.csv", register.register_csv, name="register_csv"),
    path(f"{ROOT}registre.pdf", register.register_pdf, name="register_pdf"),
    path(f"{ROOT}importer/", importing.import_start, name="import_start"),
    path(IMPORT, importing.import_batch, name="import_batch"),
    path(f"{IMPORT}colonnes/", importing.import_columns, name="import_columns"),
    path(f"{IMPORT}colonnes/changer/", importing.import_columns_again, name="import_columns_again"),
    path(f"{IMPORT}mots/", importing.import_meanings, name="import_meanings"),
    path(f"{IMPORT}importer/", importing.import_apply, name="import_apply"),
    path(f"{IMPORT}reprendre/", importing.import_undo, name="import_undo"),
    path(f"{IMPORT}abandonner/", importing.import_drop, name="import_drop"),
    path(ONE, members.member, name="member"),
    path(f"{ONE}fiche/", members.member_edit, name="member_edit"),
    path(f"{ONE}delegation/", members.member_delegate, name="member_delegate"),
    path(f"{ONE}adresse/<int:change>/", addresses.member_address, name="member_address"),
    path(f"{ONE}attestation/", members.certificate, name="certificate"),
    path(f"{ONE}attestation.pdf", members.certificate_pdf, name="certificate_pdf"),
]
