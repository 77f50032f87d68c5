"""The machine that a report comes from: system, libraries and memory, without the name of anybody or anything."""

import platform
import sys

from PySide6.QtCore import qVersion

from ui.composition.rehearsal import database_versions
from ui.version import program_version

MEBIBYTE = 2**20


def about_machine() -> dict[str, str | bool]:
    """Versions of the program, of the system under it and of the libraries in it."""
    return {
        "version": program_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "machine": platform.machine(),
        "system": _system(),
        "qt": qVersion() or "",
        **database_versions(),
    }


def _system() -> str:
    """The C library of a Linux, the build of a Windows, the release of anything else."""
    if sys.platform == "win32":
        found = sys.getwindowsversion()
        return f"Windows {found.major}.{found.minor}.{found.build}"
    if sys.platform == "linux":
        return " ".join(platform.libc_ver())
    return platform.release()


def memory_peak() -> float:
    """The most memory that this process has had so far, in MiB."""
    if sys.platform == "win32":
        return round(_peak_on_windows() / MEBIBYTE, 1)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEBIBYTE, 1)


if sys.platform == "win32":

    def _peak_on_windows() -> int:
        """`PeakWorkingSetSize` of this process in bytes, 0 when it is not told."""
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            """PROCESS_MEMORY_COUNTERS of psapi.h."""

            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                ("PeakWorkingSetSize", ctypes.c_size_t),
                ("WorkingSetSize", ctypes.c_size_t),
                ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
                ("QuotaPagedPoolUsage", ctypes.c_size_t),
                ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
                ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
                ("PagefileUsage", ctypes.c_size_t),
                ("PeakPagefileUsage", ctypes.c_size_t),
            )

        counters = Counters()
        counters.cb = ctypes.sizeof(counters)
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        ask = kernel.K32GetProcessMemoryInfo
        ask.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
        if not ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
            return 0
        return int(counters.PeakWorkingSetSize)
