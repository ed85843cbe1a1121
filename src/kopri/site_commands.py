"""`kopri site …`: the site's data at the command line, of the database DJANGO_SETTINGS_MODULE, KOPRI_VAR and DATABASE_URL name."""

import argparse
import os
from pathlib import Path

from kopri.terminal import CommandError


def add_site(site: argparse.ArgumentParser) -> None:
    """The actions of `kopri site`."""
    actions = site.add_subparsers(dest="action", required=True, metavar="ACTION")
    take = actions.add_parser("import", help="take IATI files into the database")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--by", metavar="E-MAIL", help="in whose name; default: the first administrator")
    take.set_defaults(run=run_import)
    export = actions.add_parser("export", help="write open data from the database")
    export.add_argument("what", choices=["iati", "package"], help="iati: a file of the standard; package: everything public")
    export.add_argument("--file", metavar="NAME", help="the name of an imported file")
    export.add_argument("--organisation", action="store_true", help="the organisation file of the forum")
    export.add_argument("--out", type=Path, required=True, metavar="OUT")
    export.set_defaults(run=run_export)
    rebuild = actions.add_parser("rebuild", help="fill an empty database from a package")
    rebuild.add_argument("package", type=Path, metavar="DIR")
    rebuild.set_defaults(run=run_rebuild)


def run_import(arguments: argparse.Namespace) -> int:
    """`kopri site import FILE…`: each file whole or not at all; status 2 if one could not be taken in."""
    return _manage("import_iati", *map(str, arguments.files), *(["--by", arguments.by] if arguments.by else []))


def run_export(arguments: argparse.Namespace) -> int:
    """`kopri site export iati` and `kopri site export package`."""
    if arguments.what == "package":
        return _manage("export_package", "--out", str(arguments.out))
    chosen = ["--file", arguments.file] if arguments.file else ["--organisation"] if arguments.organisation else []
    return _manage("export_iati", *chosen, "--out", str(arguments.out))


def run_rebuild(arguments: argparse.Namespace) -> int:
    """`kopri site rebuild DIR`."""
    return _manage("rebuild_site", str(arguments.package))


def _manage(*words: str) -> int:
    """Run one of the site's own commands.

    Raises:
        CommandError: with its message, if it fails.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopri.site.settings.demo")
    import django
    from django.core.management import CommandError as Refused
    from django.core.management import call_command

    django.setup()
    try:
        call_command(*words)
    except Refused as error:
        raise CommandError(str(error)) from error
    return 0
