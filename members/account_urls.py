"""The pages of allauth that this house opens: no password, no sign-up apart, one address per person.

Two names share one page: allauth looks for both, and people have one form.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from members import sign_in

urlpatterns = [
    path("connexion/", account.request_login_code, name="account_login"),
    path("connexion/", account.request_login_code, name="account_request_login_code"),
    path("connexion/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inactif/", account.account_inactive, name="account_inactive"),
    path("securite/", mfa.index, name="mfa_index"),
    path("securite/etape/", mfa.authenticate, name="mfa_authenticate"),
    path("securite/confirmer/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("securite/application/", sign_in.set_up_second_factor, name="mfa_activate_totp"),
    path("securite/application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("securite/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("securite/codes/nouveaux/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("securite/codes/telecharger/", sign_in.download_recovery_codes, name="mfa_download_recovery_codes"),
]
