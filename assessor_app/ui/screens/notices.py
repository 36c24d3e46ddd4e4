"""The banners of an assessment, in words."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.assessment.assessment import SignedReport
from assessor_app.domain.scheme.edition_bridge import EditionChanges
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.screen import Notice, NoticeKind

NOT_SAVED, SIGNED, CLASHES, EDITION = "not-saved", "signed", "clashes", "edition"
SECOND = "second-mark"
"""Ids, to take them away again."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("notices", text)


def not_saved(reason: str, copy: Callable[[], None] | None, again: bool = True) -> Notice:
    """Something is not on disk. copy: takes what is typed and not stored to the clipboard, None when nothing is;
    again: False when it is not tried again by itself."""
    if copy is None:
        return Notice(NoticeKind.DANGER, _tr("Not saved."), reason, id=NOT_SAVED)
    kept = _tr("{reason} What you typed is kept here and is tried again every 2 seconds.")
    words = (kept if again else _tr("{reason} What you typed is kept here until you change it.")).format(reason=reason)
    return Notice(NoticeKind.DANGER, _tr("Not saved."), words, _tr("Copy text"), copy, NOT_SAVED)


def signed(report: SignedReport, make_version: Callable[[], None]) -> Notice:
    """The newest version is signed, so nothing can be changed."""
    at = datetime.fromisoformat(report.signed_at).astimezone()
    following = report.version + 1
    words = _tr("Signed by {name} on {day} at {time}. To change it, make version {version}.")
    sentence = words.format(name=report.signer_name, day=short_date(at.date()), time=short_time(at), version=following)
    button = _tr("Make version {version}").format(version=following)
    return Notice(NoticeKind.READ_ONLY, _tr("This report is signed."), sentence, button, make_version, SIGNED)


def clashes(count: int, settle: Callable[[], None]) -> Notice:
    """Some fields have two current values."""
    title = _tr("1 change clashes.") if count == 1 else _tr("{count} changes clash.")
    sentence = _tr("All versions are kept, the newest is shown. The report cannot be signed until you choose.")
    button = _tr("Settle 1") if count == 1 else _tr("Settle {count}").format(count=count)
    return Notice(NoticeKind.CONFLICT, title.format(count=count), sentence, button, settle, CLASHES)


def second_mark(verifier: str, left: int, compare: Callable[[], None]) -> Notice:
    """The verifier's sealed marks are here. left: strands still to agree or to confirm."""
    title = _tr("{name} has marked too.").format(name=verifier)
    many = _tr("Both first marks stay as they are. {count} strands are to agree.").format(count=left)
    one = _tr("Both first marks stay as they are. 1 strand is to agree.")
    none = _tr("Both first marks stay as they are, and nothing is left to agree.")
    words = none if not left else one if left == 1 else many
    button = _tr("Compare and agree") if left else _tr("Look at both marks")
    return Notice(NoticeKind.INFO, title, words, button, compare, SECOND)


def second_mark_waits(verifier: str) -> Notice:
    """The verifier's sealed marks are here, and the assessor still marks alone."""
    title = _tr("{name} has marked too.").format(name=verifier)
    words = _tr("Both marks are shown side by side once you have judged every strand that was marked twice.")
    return Notice(NoticeKind.INFO, title, words, id=SECOND)


def newer_edition(title: str, changes: EditionChanges, look: Callable[[], None]) -> Notice:
    """The mark has a newer edition than the one this assessment is made against."""
    count = _tr("1 text") if changes.texts == 1 else _tr("{count} texts").format(count=changes.texts)
    words = _tr("{title} {new} changes {count}. This visit stays on {old} unless you move it.")
    sentence = words.format(title=title, new=changes.new, count=count, old=changes.old)
    return Notice(NoticeKind.INFO, _tr("A newer rubric is here."), sentence, _tr("See changes"), look, EDITION)
