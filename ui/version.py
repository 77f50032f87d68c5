"""The version of the program: from its installed description, or in a source checkout from `pyproject.toml`."""

from pathlib import Path


def program_version() -> str:
    """The version, empty when neither place knows it."""
    # slow to import, and the first window need not know
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("greendesk")
    except PackageNotFoundError:
        import tomllib

        project = Path(__file__).resolve().parent.parent / "pyproject.toml"
        if not project.is_file():
            return ""
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
