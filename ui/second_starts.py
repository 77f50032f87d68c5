"""Listening for second starts of the program on the same desk; imported after the first paint."""

import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from ui.single_instance import END, LARGEST, TAKEN, address, understood

MOST = 4  # that may wait at once
log = logging.getLogger(__name__)


class SecondStarts(QObject):
    """Says when the person started the program once more on a desk that is shown here."""

    asked = Signal(object)  # the file that the second start was given (pathlib.Path), or nothing

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._servers: dict[str, QLocalServer] = {}

    def listen(self, *folders: Path) -> None:
        """Answer for the desks of these folders and no longer for others."""
        wanted = {address(folder) for folder in folders}
        for where in self._servers.keys() - wanted:
            self._end(self._servers.pop(where))
        for where in wanted - self._servers.keys():
            server = QLocalServer(self)
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            server.setMaxPendingConnections(MOST)
            server.newConnection.connect(self._met)
            if os.name != "nt":
                QLocalServer.removeServer(where)  # of a program that was killed; nobody answered there
            if server.listen(where):
                self._servers[where] = server
            else:
                log.info("second starts are not heard: %s", server.serverError().name)
                server.deleteLater()

    def close(self) -> None:
        """Answer no more."""
        self.listen()

    def _met(self) -> None:
        server = self.sender()
        while isinstance(server, QLocalServer) and server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.setReadBufferSize(LARGEST + 1)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._heard)
            if socket.bytesAvailable():
                self._hear(socket)

    def _heard(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        said = bytes(socket.peek(LARGEST + 1).data())
        if said.count(END) < 2 and len(said) <= LARGEST:
            return  # more will come
        try:
            file = understood(said)
        except ValueError:
            log.info("not a second start")
            socket.abort()
            return
        socket.readAll()
        socket.write(TAKEN + END)
        socket.flush()
        self.asked.emit(file)

    @staticmethod
    def _end(server: QLocalServer) -> None:
        server.close()
        server.deleteLater()


def come_forward(window: QWidget) -> None:
    """Show a window before all others, also when it was put away."""
    calm = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(calm | Qt.WindowState.WindowActive)
    window.raise_()
    window.activateWindow()
