"""Sign-in, second factor, sessions, invitations; docs/operate/security.md says why."""

from django.urls import reverse_lazy

from kopri.site.settings import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60

ACCOUNT_ADAPTER = "kopri.site.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Delay, never lock: whoever guesses waits, the owner is not shut out for good.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
# How many proxies of our own stand before the site; without it every visitor would share the proxy's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("KOPRI_PROXIES", 0)

MFA_ADAPTER = "kopri.site.accounts.adapter.FactorAdapter"
MFA_FORMS = {"add_webauthn": "kopri.site.accounts.factor_forms.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "kopri"
# A passkey works on https, and over http on localhost only where this is set (demonstration, tests).
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

# Editors, the secretariat and administrators must set up a second factor before they go on.
KOPRI_SECOND_FACTOR_REQUIRED = env.flag("KOPRI_SECOND_FACTOR_REQUIRED", default=True)

# Seconds after which somebody signs in again: without a request, and in any case.
KOPRI_SESSION_IDLE = env.number("KOPRI_SESSION_IDLE", 2 * 60 * 60)
KOPRI_SESSION_ABSOLUTE = env.number("KOPRI_SESSION_ABSOLUTE", 12 * 60 * 60)
SESSION_COOKIE_AGE = KOPRI_SESSION_ABSOLUTE

KOPRI_INVITATION_DAYS = env.number("KOPRI_INVITATION_DAYS", 14)
KOPRI_REPORT_LINK_DAYS = env.number("KOPRI_REPORT_LINK_DAYS", 30)
