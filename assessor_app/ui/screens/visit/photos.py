"""Photos on their way into the notes: in the list at once, cleaned and kept in the background, shown small."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.ui.ports import VisitsPort
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.telling import told
from assessor_app.ui.visit_ports import AddedPicture, PicturesPort
from assessor_app.ui.worker import Worker

THUMB_SIDE = 320
"""Longest side of a small picture in the list, in pixels."""
FILES = "Photos (*.jpg *.jpeg *.png *.webp *.heic *.heif)"


class Photos(QObject):
    """Adds photos and gives small pictures of those that are there.

    pending: notes of photos being added; changed: they, or the small pictures, are others now.
    """

    changed = Signal()

    def __init__(self, worker: Worker, opened: OpenAssessment, pictures: PicturesPort, visits: VisitsPort) -> None:
        super().__init__(opened)
        self._worker, self._opened, self._pictures, self._visits = worker, opened, pictures, visits
        self._numbers = count(1)
        self._small: dict[str, QImage] = {}
        self._asked: set[str] = set()
        self.pending: tuple[Note, ...] = ()

    def take(self, data: object, session: str) -> bool:
        """Take what was pasted or dropped: files, or a picture. False when it holds neither."""
        if not isinstance(data, QMimeData):
            return False
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            for file in files:
                self.add_file(file, session)
            return True
        image = QImage(data.imageData()) if data.hasImage() else QImage()
        if image.isNull():
            return False
        self.add_image(image, session)
        return True

    def choose(self, parent: QWidget, session: str) -> None:
        """Ask for photos, for example those the computer's camera program has just made."""
        dialog = QFileDialog(parent, self.tr("Add photos"), "", FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self._add_files(files, session))
        dialog.open()

    def _add_files(self, files: list[str], session: str) -> None:
        for file in files:
            self.add_file(Path(file), session)

    def add_file(self, file: Path, session: str) -> None:
        """Add a photo from a file."""
        assessment = self._opened.value.id
        self._add(file.name, session, lambda: self._pictures.add_file(assessment, file, "", session))

    def add_image(self, image: QImage, session: str, source: str = "") -> None:
        """Add a picture that is no file. source: where from, in words; the clipboard when it is not said."""
        assessment = self._opened.value.id
        self._add(
            source or self.tr("from the clipboard"),
            session,
            lambda: self._pictures.add(assessment, encoded(image), "", session),
        )

    def small(self, picture: str) -> QImage | None:
        """The small picture of a piece of evidence; None until it has been read."""
        if picture and picture not in self._small and picture not in self._asked:
            evidence = next((each for each in self._opened.value.evidence if each.id == picture), None)
            if evidence is not None and evidence.held:
                self._asked.add(picture)
                self._worker.run(
                    lambda: small_picture(self._visits.evidence_bytes(evidence)),
                    lambda image: self._show_small(picture, image),
                    lambda _error: None,  # the row keeps its placeholder; the viewer says what is wrong
                    owner=self,
                )
        return self._small.get(picture)

    def _add(self, name: str, session: str, work: Callable[[], AddedPicture]) -> None:
        if not self._opened.editable:
            self._opened.said.emit(self.tr("This report is signed, so the photo was not added."))
            return
        words = self.tr("Adding photo {name}").format(name=name)
        waiting = Note(f"pending-{next(self._numbers)}", words, NoteKind.NOTE, taken_at=self._opened.now(),
                       session=session, picture="pending")  # fmt: skip
        self.pending = (*self.pending, waiting)
        self.changed.emit()

        def work_and_look() -> tuple[AddedPicture, QImage]:
            added = work()
            return added, small_picture(self._visits.evidence_bytes(added.evidence))

        self._worker.run(
            work_and_look,
            lambda made: self._added(waiting, *made),
            lambda error: self._failed(waiting, error),
            owner=self,
        )

    def _added(self, waiting: Note, added: AddedPicture, image: QImage) -> None:
        self._small[added.evidence.id] = image
        self.pending = tuple(each for each in self.pending if each != waiting)
        self._opened.saving.stored_now()
        self._opened.show_picture(added.evidence, added.note)
        self._opened.announced.emit(self.tr("Photo added"))
        self.changed.emit()

    def _failed(self, waiting: Note, error: BaseException) -> None:
        self.pending = tuple(each for each in self.pending if each != waiting)
        self.changed.emit()
        self._opened.said.emit(told(self._worker, error))

    def _show_small(self, picture: str, image: QImage) -> None:
        self._small[picture] = image
        self.changed.emit()


def encoded(image: QImage) -> bytes:
    """A picture from the clipboard as the bytes of a file, near enough that no eye sees a difference."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.hasAlphaChannel():
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide takes text, its stubs do not
    else:
        image.save(buffer, "JPG", 95)  # type: ignore[call-overload]
    return bytes(data.data())


def small_picture(content: bytes) -> QImage:
    """A small picture; a null one when it cannot be read."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if max(size.width(), size.height()) > THUMB_SIDE:
        reader.setScaledSize(size.scaled(QSize(THUMB_SIDE, THUMB_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
