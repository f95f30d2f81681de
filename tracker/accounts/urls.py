"""The pages of accounts. Of django-allauth's addresses only those that are offered exist here: no e-mail management, no
log-in by mailed code, no sign-up but the page that says why not."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path

from tracker.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="account_home"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", views.sessions, name="usersessions_list"),
]
