"""Taking photos with the computer's camera: what it sees, and one button."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from assessor_app.ui.camera import Camera
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.painting import rounded
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class CameraSheet(Sheet):
    """`taken` carries a photo as a QImage; the sheet stays for the next one until it is closed."""

    taken = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, cameras: list[Camera]) -> None:
        super().__init__(theme, window, self.tr("Take a photo"), 620)
        self._cameras, self._camera, self._count = cameras, cameras[0], 0
        self.view = _View(theme)
        self.said = Paragraph(theme, self.tr("Only the picture is kept: no place, no time, no device."), "caption")
        self.shoot = Button(theme, self.tr("Take the photo"), "primary", "camera")
        self.shoot.setEnabled(False)
        self.shoot.clicked.connect(self.primary)
        close = Button(theme, self.tr("Close"))
        close.clicked.connect(self.close_sheet)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Camera"))
        self.which.addItems([camera.name for camera in cameras])
        self.which.setVisible(len(cameras) > 1)
        self.which.currentIndexChanged.connect(self._change)
        self.body.addWidget(PlainLabel(self.tr("Take a photo"), "heading"))
        self.body.addWidget(self.which)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.said)
        self.body.addLayout(row(None, close, self.shoot, KeyHint("Ctrl+Return"), spacing=theme.px(8)))
        for camera in cameras:
            camera.setParent(self)
            camera.seen.connect(self._see)
            camera.failed.connect(self._fail)
        self.closed.connect(lambda: self._camera.stop())

    def open(self) -> None:
        super().open()
        self._camera.start()

    def primary(self) -> None:
        """Take what is seen now."""
        if self.view.image is None:
            return
        self._count += 1
        self.taken.emit(self.view.image)
        one, many = self.tr("1 photo added to the notes."), self.tr("{n} photos added to the notes.")
        self.said.set_words(one if self._count == 1 else many.format(n=self._count))

    def _see(self, image: QImage) -> None:
        self.view.show_image(image)
        if not self.shoot.isEnabled():
            self.shoot.setEnabled(True)
            self.shoot.setFocus()

    def _fail(self, words: str) -> None:
        self.said.set_words(self.tr("The camera gives no picture: {reason}").format(reason=words))
        self.said.set_ink("danger")

    def _change(self, place: int) -> None:
        self._camera.stop()
        self.view.show_image(None)
        self.shoot.setEnabled(False)
        self._camera = self._cameras[place]
        self._camera.start()


class _View(QWidget):
    """What the camera sees, fitted in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image: QImage | None = None
        self.setAccessibleName(self.tr("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(560, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def show_image(self, image: QImage | None) -> None:
        """Show another picture; None while there is none."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, box, self._theme.px(8), self._theme.colour("sunken"), None)
        if self.image is not None:
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(box.center())
            painter.drawImage(place, self.image)
        painter.end()
