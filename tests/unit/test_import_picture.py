"""The picture of the imports in ARCHITECTURE.md is the one that the code and the contracts draw."""

from build_spec import import_picture


def test_the_picture_is_up_to_date() -> None:
    text = import_picture.PAGE.read_text("utf-8")
    assert import_picture.page(text) == text, "run build_spec/import_picture.py write"


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    arrows = {("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}
    assert import_picture.needed(arrows) == {("a", "b"), ("b", "c"), ("a", "d")}


def test_the_contracts_are_drawn_as_what_may_never_be() -> None:
    layers = {"type": "layers", "layers": ["ui", "db", "greendesk"]}
    pure = {
        "type": "forbidden",
        "source_modules": ["greendesk.domain"],
        "forbidden_modules": ["PySide6", "greendesk.adapters"],
    }
    assert import_picture.forbidden([layers, pure]) == {
        ("db", "ui"),
        ("greendesk", "db"),
        ("greendesk.domain", "greendesk.adapters"),
    }
