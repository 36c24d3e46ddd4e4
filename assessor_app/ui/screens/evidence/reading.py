"""Reading one piece of evidence for the viewer. It takes time: call it from a worker."""

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.assessment import Evidence
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screens.evidence.contents import Contents, Look, look_of, read_picture, read_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("evidence", text)


def read_contents(workplace: WorkplacePort, evidence: Evidence) -> Contents:
    """What a piece of evidence holds, ready to be shown. Raises Refused or Unavailable for what cannot be read."""
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


def _warning(active: tuple[str, ...]) -> str:
    """What is said over a PDF that brings more than pages."""
    if not active:
        return ""
    what = " and ".join(active)
    words = _tr("This PDF holds {what}. Nothing of that runs here, where only pictures of its pages are shown.")
    return words.format(what=what)
