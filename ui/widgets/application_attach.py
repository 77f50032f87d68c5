"""A place for one file: drop it or choose it, see its name and first page, take it away again."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QImageReader,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.i18n import tr
from ui.theme import repolish
from ui.widgets.application_words import size_words
from ui.widgets.file_chooser import FileChooser
from ui.widgets.file_drops import FileDrops, Paths, one_file
from ui.widgets.kept_files import Source, head_of, load_pdf, opened
from ui.widgets.kit import Kit

PATTERNS = "PDF, JPG, PNG (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.ofd);;(*)"


class AttachField(QFrame):
    """One file that will be filed with a record; its bytes are read when the record is made."""

    changed = Signal()

    def __init__(self, kit: Kit, name: str, hint: str, *, preview: int = 0) -> None:
        """`preview` is the greatest height of the picture of the first page, 0 for none."""
        super().__init__()
        self._kit, self._hint, self._height = kit, hint, preview
        self.path: Path | None = None
        self._chooser = FileChooser(self, self.choose)
        self._name = name
        self.setProperty("role", "drop")
        FileDrops(self, one_file, lit=self).dropped.connect(self._dropped)
        self.words = kit.text(hint)
        self.words.setWordWrap(True)
        self.note = kit.text("", "caption")
        self.note.setWordWrap(True)
        self.pick_button = kit.button(tr("选择文件"), "quiet", "folder")
        self.pick_button.setAccessibleName(tr("选择文件：{name}").format(name=name))
        self.pick_button.clicked.connect(self._pick)
        self.drop_button = kit.tool("cross", tr("移除{name}").format(name=name))
        self.drop_button.clicked.connect(self.clear)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        line = kit.row(
            kit.icon("file"), (kit.col(self.words, self.note, gap=1), 1), self.pick_button, self.drop_button,
            gap=8,
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(line)
        self._well = kit.row(None, self.picture, None, pad=8, role="well")
        layout.addWidget(self._well)
        self._show()

    def choose(self, path: str) -> None:
        """Take a file, unless nobody could ever read it."""
        chosen = Path(path)
        trouble = _unreadable(chosen)
        self.path = None if trouble else chosen
        self._show()
        if trouble:
            self.note.setText(trouble)
            self.note.setProperty("tone", "danger")
            repolish(self.note)
            self.note.show()
        self.changed.emit()

    def clear(self) -> None:
        """Take no file."""
        if self.path is not None:
            self.path = None
            self._show()
            self.changed.emit()
            self.pick_button.setFocus()

    def forget(self) -> None:
        """Be empty again without telling."""
        self.path = None
        self._show()

    def say(self, words: str) -> None:
        """Change what the empty place says."""
        self._hint = words
        self._show()

    def show_first_page(self, source: Source, name: str) -> None:
        """Show the first page of a file that is filed already."""
        self._picture(source, name)

    # ------------------------------------------------------------ Qt

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose by a double click on the place."""
        del event
        self._pick()

    # ------------------------------------------------------------ inside

    def _pick(self) -> None:
        self._chooser.file(self._name, PATTERNS)

    def _dropped(self, paths: Paths) -> None:
        self.choose(str(paths[0]))

    def _show(self) -> None:
        path = self.path
        there = path is not None and path.is_file()
        self.words.setText(path.name if path else self._hint)
        self.note.setProperty("tone", "")
        repolish(self.note)
        self.note.setText(size_words(path.stat().st_size) if path and there else "")
        self.note.setVisible(bool(self.note.text()))
        self.drop_button.setVisible(path is not None)
        self._well.hide()
        if path and there:
            self._picture(path, path.name)

    def _picture(self, source: Source, name: str) -> None:
        room = QSize(max(200, self.width() - 56), self._height)
        picture = first_page(source, room) if self._height else QPixmap()
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(tr("{name}，第 1 页").format(name=name))
        self._well.setVisible(not picture.isNull())


def first_page(source: Source, room: QSize) -> QPixmap:
    """Return a small picture of a PDF's first page or of an image; a null picture for anything else."""
    if b"%PDF-" in head_of(source):
        return _pdf_page(source, room)
    device = opened(source) if isinstance(source, QByteArray) else None
    reader = QImageReader(device) if device else QImageReader(str(source))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QPixmap()
    reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())


def _pdf_page(source: Source, room: QSize) -> QPixmap:
    document = QPdfDocument()
    if not load_pdf(document, source) or not document.pageCount():
        return QPixmap()
    size = document.pagePointSize(0).toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    page = document.render(0, size * 2)
    sheet = QPixmap(page.size())
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, page)
    painter.end()
    sheet.setDevicePixelRatio(2)
    document.close()
    return sheet


def _unreadable(path: Path) -> str:
    """Say why a file cannot serve as a paper; empty when it can."""
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
    except OSError:
        return tr("“{name}”读不出来，没有收下。检查它是否还在原处。").format(name=path.name)
    if not head:
        return tr("“{name}”是空的，没有收下。重新扫描或复制一份。").format(name=path.name)
    if path.suffix.lower() == ".pdf" and b"%PDF-" not in head:
        return tr("“{name}”不是 PDF，没有收下。重新扫描或复制一份。").format(name=path.name)
    return ""


def read_file(path: Path | None) -> tuple[str, bytes] | None:
    """Name and bytes of a chosen file; called on the worker."""
    return (path.name, path.read_bytes()) if path else None
