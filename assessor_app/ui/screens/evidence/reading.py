"""Reading one piece of evidence for the viewer."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.ui.kit.evidence_list import icon_of
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screens.evidence.contents import Contents, Look, look_of, read_picture, read_text, words_instead
from assessor_app.ui.screens.evidence.viewer import EvidenceViewer
from assessor_app.ui.screens.telling import told
from assessor_app.ui.worker import Worker


def _tr(text: str) -> str:
    return QCoreApplication.translate("evidence", text)


def read_contents(workplace: WorkplacePort, evidence: Evidence) -> Contents:
    """What a piece of evidence holds, ready to be shown. It takes time: call it from a worker.

    Raises Refused or Unavailable for what cannot be read.
    """
    content = workplace.visits.evidence_bytes(evidence)
    look = look_of(evidence)
    if look is Look.PAGES:
        pages = workplace.reporting.page_count(content, foreign=True)
        return Contents(look, pdf=content, pages=pages, warning=_warning(workplace.reporting.active_contents(content)))
    if look is Look.TEXT:
        text, words = read_text(content)
        return Contents(look, words, text=text)
    picture = read_picture(content)
    if picture.isNull():
        return Contents(Look.WORDS, _tr("This is not a picture that Assay can read. The file is kept as it is."))
    return Contents(look, picture=picture)


def read_into(
    viewer: EvidenceViewer,
    worker: Worker,
    workplace: WorkplacePort,
    evidence: Evidence,
    shown: Callable[[Contents], None],
    wanted: Callable[[], bool],
) -> None:
    """Read a piece and hand it to `shown`, while it is still `wanted`; what cannot be shown is told in the viewer."""
    if not evidence.held or look_of(evidence) is Look.WORDS:
        viewer.show_words(words_instead(evidence), icon_of(evidence))
        return

    def done(contents: Contents) -> None:
        if wanted():
            shown(contents)

    def failed(error: BaseException) -> None:
        if wanted():
            viewer.show_words(told(worker, error), icon_of(evidence))

    viewer.show_waiting()
    worker.run(lambda: read_contents(workplace, evidence), done, failed, owner=viewer)


def _warning(active: tuple[str, ...]) -> str:
    """What is said over a PDF that brings more than pages."""
    if not active:
        return ""
    what = " and ".join(active)
    words = _tr("This PDF holds {what}. Nothing of that runs here, where only pictures of its pages are shown.")
    return words.format(what=what)
