"""`report` and `verify`: documents made, and anything checked."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.checking import answer_of_checks
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.assessment.documents import DocumentKind, DocumentRequest
from assessor_app.domain.scheme.visit import Reader
from assessor_app.domain.verdict import Verdict
from assessor_app.errors import AssayError, Refused, WrongUse
from assessor_app.files import write_whole
from assessor_app.services.documents.reporting import Reporting
from assessor_app.services.documents.verification import verify_file
from assessor_app.sync.register_file import EXTENSION


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    report_command = commands.add_parser("report", help="make the report, as a draft or signed")
    report_command.add_argument("assessment")
    report_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    report_command.add_argument(
        "--sign", action="store_true", help="sign this version; the work is read only from then on"
    )
    report_command.add_argument("--new-version", action="store_true", help="open signed work for a next version first")
    report_command.add_argument("--version", type=int, default=0, help="write a signed version out again")
    report_command.add_argument(
        "--stamp",
        action="store_true",
        help="with --version: with a time stamp over it and proof of its certificates; the kept one stays as it is",
    )
    report_command.add_argument(
        "--for",
        dest="reader",
        choices=[reader.value for reader in Reader],
        help="a draft with the sections for one reader, as the mark chooses them",
    )
    report_command.set_defaults(run=report)
    language_command = commands.add_parser("language", help="the language of a report, and of the institution's name")
    language_command.add_argument("assessment")
    language_command.add_argument("language", nargs="?", default="", metavar="TAG", help="such as en-GB or cy")
    language_command.add_argument("--name", metavar="TAG", help="of the institution's name; empty for English")
    language_command.set_defaults(run=language)
    _add_document(commands)
    verify_command = commands.add_parser("verify", help="who signed a file, is it whole, is it trusted")
    verify_command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify_command.set_defaults(run=verify)


def _add_document(commands: Commands) -> None:
    document_command = commands.add_parser("document", help="sheets, forms, letters, evidence book, web page, results")
    document_command.add_argument("kind", choices=[kind.value for kind in DocumentKind])
    document_command.add_argument("assessment")
    document_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    document_command.add_argument("--session", default="", help="of a debrief sheet; without it, the first")
    document_command.add_argument("--to", default="", metavar='"NAME, ROLE"', help="whom a letter is for")
    document_command.add_argument("--number", default="", help="of the appeal or complaint")
    document_command.add_argument("--received", type=date.fromisoformat, metavar="DATE", help="when it came")
    document_command.add_argument("--contact", default="", help="where the reader of a letter can write to")
    document_command.set_defaults(run=document)


def language(context: Context, arguments: argparse.Namespace) -> Answer:
    """Say, or choose, the language of a report and of the institution's name."""
    reporting, visits = context.workplace.reporting, context.workplace.visits
    assessment = visits.find(arguments.assessment)
    if arguments.language:
        reporting.choose_language(assessment, arguments.language).result()
    if arguments.name is not None:
        reporting.name_in(assessment, arguments.name).result()
    copies = reporting.copies(assessment)
    lines = [
        f"The report is written in {copies.language}.",
        f"The institution's name is in {copies.name or 'English'}.",
    ]
    known = [f"{each.tag} ({each.name}{'' if each.reviewed else ', not reviewed'})" for each in copies.languages]
    lines.append(f"Reports can be written in: {', '.join(known)}.")
    return Answer(lines, copies)


def document(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write a document beside the report."""
    kind = DocumentKind(arguments.kind)
    asked = DocumentRequest(arguments.session, arguments.to, arguments.number, arguments.received, arguments.contact)
    assessment = context.workplace.visits.find(arguments.assessment)
    write_whole(arguments.output, context.workplace.documents.make(kind, assessment, asked))
    return Answer([f"{arguments.output} is made."], {"file": arguments.output, "kind": kind})


def report(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write a report as PDF."""
    reporting, visits = context.workplace.reporting, context.workplace.visits
    if arguments.reader and (arguments.sign or arguments.version):
        raise WrongUse(
            "A copy for one reader is a draft; the whole report is what is signed. Nothing was made.", "copy"
        )
    if arguments.stamp and (arguments.sign or not arguments.version):
        raise WrongUse("Say which signed version is to be stamped, with --version. Nothing was made.", "which")
    assessment = visits.find(arguments.assessment)
    if arguments.new_version:
        reporting.begin_version(assessment)
    version, remark = arguments.version, ""
    if arguments.sign:
        passphrase = context.ask_passphrase("Passphrase for your key") if reporting.needs_passphrase else None
        signed = reporting.sign(assessment, passphrase)
        version, remark = signed.version, signed.remark
    _write(arguments, version, _pdf(reporting, assessment, version, arguments))
    words = f"version {version}, signed" if version else "a draft, not signed"
    later = [f"{remark} `report --version {version} --stamp` writes it with one, when the server answers."]
    values = {"file": arguments.output, "version": version, "remark": remark}
    return Answer([f"{arguments.output} is {words}.", *(later if remark else [])], values)


def _pdf(reporting: Reporting, assessment: str, version: int, arguments: argparse.Namespace) -> bytes:
    if arguments.stamp:
        return reporting.sealed_pdf(assessment, version)
    reader = Reader(arguments.reader) if arguments.reader else None
    return reporting.signed_pdf(assessment, version) if version else reporting.draft(assessment, reader)


def _write(arguments: argparse.Namespace, version: int, pdf: bytes) -> None:
    try:
        write_whole(arguments.output, pdf)
    except AssayError as error:
        # Neither can be taken back: "nothing was written" alone would hide it.
        if arguments.sign:
            kept = f"The report is signed and kept; `report --version {version}` writes it to another place."
        elif arguments.new_version:
            kept = "The next version is begun; `report` without --new-version writes its draft to another place."
        else:
            raise
        raise type(error)(f"{error.sentence} {kept}", error.code) from error


def verify(context: Context, arguments: argparse.Namespace) -> Answer:
    """Check files of any kind that Assay makes; status 3 when one is not whole, not signed or not trusted."""
    registers_first = sorted(dict.fromkeys(arguments.files), key=lambda file: file.suffix != EXTENSION)
    found = {file: _checked(context, file) for file in registers_first}
    sound = [(str(file), each) for file, each in found.items() if isinstance(each, Verdict)]
    return answer_of_checks((str(file), partial(_told_of_others, found[file], sound)) for file in arguments.files)


def _checked(context: Context, file: Path) -> Verdict | Refused:
    try:
        return _verdict(context, file)
    except Refused as error:
        return error


def _told_of_others(verdict: Verdict | Refused, others: Sequence[tuple[str, Verdict]]) -> Verdict:
    """With what the files beside it say of it, where nothing here has said so already. Raises what a check refused."""
    if isinstance(verdict, Refused):
        raise verdict
    told = "" if verdict.replaced else verdict.replaced_among(others)
    return replace(verdict, sentences=(*verdict.sentences, told), replaced=True) if told else verdict


def _verdict(context: Context, file: Path) -> Verdict:
    def later(reference: str, version: int) -> str:
        workplace = context.unasked_workplace
        return workplace.visits.later_version(reference, version) if workplace else ""

    return verify_file(file, context.profile, lambda each: context.workplace.exchange.look(each), later)
