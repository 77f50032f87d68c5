"""Forms from YAML: parsed from bytes, errors named by file, line and field."""

from pathlib import Path

from greendesk.adapters.rule_files import RuleFiles, rule_files
from greendesk.adapters.yaml_checks import refuse_twice, validated, wrong
from greendesk.adapters.yaml_tree import read_yaml
from greendesk.domain.form import Form


def parse_form(data: bytes, name: str) -> Form:
    """Return the form that a file's bytes mean, or refuse and name file, line and field."""
    tree = read_yaml(data, name)
    form = validated(Form, tree)
    refuse_twice(tree, ((group.title, ("groups", i)) for i, group in enumerate(form.groups)))
    for index, group in enumerate(form.groups):
        if len(set(group.fields)) != len(group.fields):
            raise wrong(tree, ("groups", index, "fields"), group.title)
    return form


class FormLibrary:
    """The forms of the program, or of a resources folder; the file's name is the id."""

    def __init__(self, resources: Path | RuleFiles) -> None:
        """Look for `forms` under this folder, or among these files."""
        self._files = rule_files(resources)

    def forms(self) -> tuple[Form, ...]:
        """Return all forms, sorted by id."""
        return tuple(self.form(name.removesuffix(".yaml")) for name in self._files.paths("forms"))

    def form(self, identifier: str) -> Form:
        """Return one form, whose file must carry its id."""
        path = self._files.paths("forms")[f"{identifier}.yaml"]
        data = path.read_bytes()
        form = parse_form(data, path.name)
        if form.id != identifier:
            raise wrong(read_yaml(data, path.name), ("id",), form.id)
        return form
