"""In whose name a command at the command line acts."""

from django.core.management import CommandError

from kopri.site.accounts.models import Role, User


def acting(email: str | None) -> User:
    """The person of an address; without one, the first administrator.

    Raises:
        CommandError: if there is none.
    """
    if email is not None:
        person = User.objects.filter(email=email.lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"--by {email}: nobody has this address", returncode=2)
        return person
    person = User.objects.active().holding(Role.ADMINISTRATOR).order_by("pk").first()
    if person is None:
        raise CommandError("there is no administrator yet: make one with first_administrator, or name a person with --by", returncode=2)
    return person
