"""The command `rapport`: all its groups, and the commands that put processes together."""

import os
import sys

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import activate

import rapport.project.ready  # noqa: F401
from rapport.cli.campaigns import campaigns
from rapport.cli.creators import creators
from rapport.cli.engines import publish, rebuild
from rapport.cli.hooks import hooks
from rapport.cli.members import members
from rapport.cli.orders import orders
from rapport.cli.people import export, forget, merge, unmerge
from rapport.cli.planning import plan
from rapport.cli.policies import policies
from rapport.cli.quota import quota
from rapport.cli.replays import replay
from rapport.cli.review import review
from rapport.cli.sandbox import sandbox
from rapport.cli.searches import search
from rapport.cli.shops import shops
from rapport.cli.statements import statements
from rapport.cli.threads import threads
from rapport.cli.usage import Commands
from rapport.cli.wordings import wordings
from rapport.project.backup_commands import backup, restore_command
from rapport.project.processes import run, worker
from rapport.project.story.command import story

LANGUAGE = "RAPPORT_LANG"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="rapport")
def rapport_command() -> None:
    """Rapport (建联): find creators, invite them under scarce quotas, settle and review."""
    apart = click.get_current_context().invoked_subcommand == sandbox.name
    if not apart and not {"-h", "--help"} & set(sys.argv):
        prepare_database()


PROCESSES = (run, worker, story, sandbox, backup, restore_command)
PARTS = (shops, members, policies, creators, campaigns, plan, threads, wordings, quota, replay)
BOOKS = (orders, statements, review, hooks)
OF_CREATORS = (search, merge, unmerge, forget, export, publish, rebuild)
for part in (*PROCESSES, *PARTS, *BOOKS):
    rapport_command.add_command(part)
for part in OF_CREATORS:
    creators.add_command(part)


def prepare_database() -> None:
    """Bring the record database to the present schema; nothing happens where it is there already."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def language() -> str:
    """The language of the command line: `RAPPORT_LANG`, else the system's, else English."""
    chosen = os.environ.get(LANGUAGE) or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "zh-hans" if chosen.lower().startswith("zh") else "en"


def main() -> None:
    """Entry point of the installed command."""
    activate(language())
    rapport_command()
