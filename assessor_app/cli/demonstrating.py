"""`demo` and `tour`: the whole job on invented people, to look round in or to prove."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    demo_command = commands.add_parser("demo", help="build an office and two people with realistic visits")
    demo_command.add_argument("folder", type=Path, metavar="DIR")
    demo_command.set_defaults(run=demo)
    tour_command = commands.add_parser("tour", help="do the whole main job, headless, and leave its files")
    tour_command.add_argument("--mark", default="", metavar="ID", help="which mark; see `schemes list`")
    tour_command.add_argument("folder", type=Path, metavar="DIR")
    tour_command.set_defaults(run=tour)


def demo(_context: Context, arguments: argparse.Namespace) -> Answer:
    """Build the demo profiles."""
    from assessor_app.services.demo.demo import build_demo  # the other commands need none of it

    made = build_demo(arguments.folder)
    return Answer(made.lines, made)


def tour(_context: Context, arguments: argparse.Namespace) -> Answer:
    """Do the whole job; every step's file is named."""
    from assessor_app.services.demo.tour import take_tour  # the other commands need none of it

    taken = take_tour(arguments.folder, arguments.mark) if arguments.mark else take_tour(arguments.folder)
    return Answer(taken.lines, taken)
