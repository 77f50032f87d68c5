"""What nobody caught is logged by its place and kind, also what Qt says; in a process of its own, as at the start."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import logging, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, qCritical, qWarning
from ui.failures import Failures
from ui.log_file import close_log, open_log
from ui.notifier import notice_for

app = QCoreApplication([])
open_log(Path(sys.argv[1]))
failures = Failures()
caught = []
failures.failed.connect(caught.append)
failures.failed.connect(notice_for)
failures.install()
qWarning("cannot open /nowhere/张三/名单.pdf")
qCritical("cannot close /nowhere/张三/名单.pdf")

def fall():
    raise ValueError("张三 87.46")

thread = threading.Thread(target=fall)
thread.start()
thread.join()
while not caught:
    app.processEvents()
sys.excepthook(ValueError, ValueError("张三"), None)

class Last:
    def __del__(self):
        raise KeyError("张三")

Last()
failures.uninstall()
qWarning("after")
close_log()
print(len(caught))
"""


def test_nothing_that_was_said_stands_in_the_log(tmp_path: Path) -> None:
    line = [sys.executable, "-X", "utf8", "-c", SCRIPT, str(tmp_path)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "2"
    assert "cannot open /nowhere/张三/名单.pdf" in done.stderr, "whoever looks at a terminal still sees it"
    text = (tmp_path / "log" / "greendesk.log").read_text("utf-8")
    assert text.count("qt default, line 0") == 2
    assert "after" not in text
    assert "builtins.ValueError" in text
    assert "__main__:" in text
    assert "not raised" in text
    assert "builtins.KeyError" in text
    assert "张三" not in text
    assert "87.46" not in text
    assert "/" not in text
