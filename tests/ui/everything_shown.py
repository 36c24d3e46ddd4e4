"""Every word that a window holds: the accessibility tree, tool tips, models, menus, and the clipboard."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit, QWidget

TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.UserRole,
)
DEEPEST = 60


def everything_in(window: QWidget) -> tuple[str, ...]:
    """All of it, shown or hidden, in the order of the tree."""
    found = [*_accessible(QAccessible.queryAccessibleInterface(window), 0)]
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle()]
        found += [widget.accessibleName(), widget.accessibleDescription(), *_typed(widget)]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _model(widget.model())
        if isinstance(widget, QTabBar):
            found += [widget.tabText(at) for at in range(widget.count())]
    for action in window.findChildren(QAction):
        found += [action.text(), action.toolTip(), action.statusTip(), action.whatsThis()]
    mime = QGuiApplication.clipboard().mimeData()
    found += [mime.text(), mime.html()] if mime is not None else []
    return tuple(words for words in found if words)


def _typed(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
        yield widget.placeholderText()
    if isinstance(widget, QLineEdit):
        yield widget.text()
        yield widget.placeholderText()


def _accessible(node: QAccessibleInterface | None, depth: int) -> Iterator[str]:
    if node is None or not node.isValid() or depth > DEEPEST:
        return
    yield from (node.text(kind) for kind in TEXTS)
    for at in range(node.childCount()):
        yield from _accessible(node.child(at), depth + 1)


def _model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    root, is_list = parent or QModelIndex(), isinstance(model, QAbstractListModel)
    for row in range(model.rowCount(root)):
        for column in range(1 if is_list else max(model.columnCount(root), 1)):
            index = model.index(row, column, root)
            for role in (*ROLES, *(Qt.ItemDataRole.UserRole + step for step in range(1, 6))):
                value = model.data(index, role)
                yield "" if value is None else str(value)
            if not is_list and index.isValid() and model.hasChildren(index):
                yield from _model(model, index)
