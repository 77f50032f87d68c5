"""Paint the icons of the program and of its files for Windows (.ico) and for Linux desktops (PNG) from their drawings.

python build_spec/icons.py FOLDER      # FOLDER/windows/*.ico, FOLDER/hicolor/<size>x<size>/<context>/*.png
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parents[1] / "resources" / "icons" / "product"
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
AS_PNG = 256  # smaller ones are bitmaps: some parts of Windows read no others
PROGRAM = "app"
SOFT = QColor("#E1F1E8")  # accent-soft of the light tokens
LINUX_NAMES = {  # drawing: folder of the theme, name of the icon (of a type, "/" becomes "-")
    "app": ("apps", "greendesk"),
    "exchange": ("mimetypes", "application-x-greendesk-exchange"),
    "package": ("mimetypes", "application-x-greendesk-package"),
    "update": ("mimetypes", "application-x-greendesk-update"),
}


def paint(drawing: Path, size: int) -> QImage:
    """Paint a drawing as a square of so many pixels on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(drawing)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def as_png(image: QImage) -> bytes:
    """The bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a name is text here, bytes by the stubs
    return bytes(data.data())


def as_bitmap(image: QImage) -> bytes:
    """The bytes of one image inside an .ico: header, rows from below as BGRA, and a mask of what is seen through."""
    size = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    pixels, length = bytes(image.constBits()), image.bytesPerLine()
    rows = [pixels[row * length :][: 4 * size] for row in reversed(range(size))]
    mask = b"".join(_mask_row(row) for row in rows)
    return header + b"".join(rows) + mask


def _mask_row(row: bytes) -> bytes:
    """One bit a pixel, set where nothing is painted, filled up to four bytes."""
    bits = "".join("1" if alpha == 0 else "0" for alpha in row[3::4])
    bits = bits.ljust(-(-len(bits) // 32) * 32, "0")
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def write_ico(drawing: Path, target: Path) -> None:
    """Write a drawing as an .ico with every size that Windows shows."""
    images = [(size, paint(drawing, size)) for size in WINDOWS_SIZES]
    parts = [as_png(image) if size >= AS_PNG else as_bitmap(image) for size, image in images]
    place = 6 + 16 * len(parts)
    directory = struct.pack("<HHH", 0, 1, len(parts))
    for (size, _), part in zip(images, parts, strict=True):
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(part), place)
        place += len(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(directory + b"".join(parts))


def windows_icons(folder: Path) -> dict[str, Path]:
    """Write the .ico files into a folder: app, exchange, package, update."""
    application = QGuiApplication.instance() or QGuiApplication([])
    icons = {name: folder / f"{name}.ico" for name in LINUX_NAMES}
    for name, target in icons.items():
        write_ico(DRAWINGS / f"{name}.svg", target)
    del application
    return icons


def installer_picture(target: Path) -> None:
    """Write the picture beside the first and the last page of the installer: the program's sign on its soft green."""
    application = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(
        2 * 164, 2 * 314, QImage.Format.Format_RGB32
    )  # twice as large as NSIS asks: it scales down
    picture.fill(SOFT)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWINGS / f"{PROGRAM}.svg")).render(painter, QRectF(84, 100, 160, 160))
    painter.end()
    picture.convertToFormat(QImage.Format.Format_RGB888).save(str(target))
    del application


def linux_icons(folder: Path) -> tuple[Path, ...]:
    """Write the icons for a desktop into a folder that becomes `share/icons/hicolor`: PNG, and the drawing itself."""
    application = QGuiApplication.instance() or QGuiApplication([])
    written = []
    for drawing, (context, name) in LINUX_NAMES.items():
        source = DRAWINGS / f"{drawing}.svg"
        for size in LINUX_SIZES:
            target = folder / f"{size}x{size}" / context / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(as_png(paint(source, size)))
            written.append(target)
        scalable = folder / "scalable" / context / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_bytes(source.read_bytes())
        written.append(scalable)
    del application
    return tuple(written)


if __name__ == "__main__":
    windows_icons(Path(sys.argv[1]) / "windows")
    linux_icons(Path(sys.argv[1]) / "hicolor")
