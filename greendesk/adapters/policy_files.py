"""Policies and checklists from YAML: parsed from bytes, errors named by file, line and field."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.policy_checks import faults_of_policy
from greendesk.adapters.rule_files import RuleFiles, rule_files
from greendesk.adapters.yaml_checks import FieldWrong, ReferenceUnknown, all_faults, validated
from greendesk.adapters.yaml_tree import read_yaml
from greendesk.domain.checklist import Category, Checklist
from greendesk.domain.policy import Policy
from greendesk.errors import Fault, Refusal


class ChecklistOfOtherCategory(Refusal):
    """A policy gives a category the checklist of another one."""

    code = "GD-410"


class RulesNotFound(Fault):
    """The library has no policy or checklist of this id."""

    code = "GD-411"


class RulesFolderUnreadable(Fault):
    """The folder of policies and checklists cannot be read."""

    code = "GD-412"


def parse_policy(data: bytes, name: str) -> Policy:
    """Return the policy that a file's bytes mean, or refuse and name file, line and field."""
    tree = read_yaml(data, name)
    policy = validated(Policy, tree)
    for fault in faults_of_policy(policy, tree):
        raise fault
    return policy.model_copy(update={"digest": hashlib.sha256(data).hexdigest()})


def policy_faults(data: bytes, name: str) -> tuple[Refusal, ...]:
    """Return everything that is wrong with a policy file, so that its author can mend all of it at once."""
    try:
        tree = read_yaml(data, name)
    except Refusal as refusal:
        return (refusal,)
    faults = all_faults(Policy, tree)
    return faults or tuple(faults_of_policy(validated(Policy, tree), tree))


def check_references(policy: Policy, checklists: Mapping[str, Checklist]) -> None:
    """Refuse a policy that names a checklist which is not among these, or one of another category."""
    for identifier in policy.checklist_ids:
        if identifier not in checklists:
            raise ReferenceUnknown(file=policy.id, line=0, field="checklists", value=identifier)
    for rules in policy.categories:
        for identifier in rules.checklists:
            if checklists[identifier].category not in {rules.category, Category.ALL}:
                raise ChecklistOfOtherCategory(
                    file=policy.id, checklist=identifier, category=rules.category.value
                )


class RulesReader:
    """Reads the rules that a round carries as text."""

    def policy(self, text: str, /) -> Policy:
        """Return the policy, or refuse and name line and field."""
        return parse_policy(text.encode(), "policy")

    def checklist(self, text: str, /) -> Checklist:
        """Return the checklist, or refuse and name line and field."""
        return parse_checklist(text.encode(), "checklist")


class PolicyLibrary:
    """The policies and checklists of the program, or of a resources folder; the file's name is the id."""

    def __init__(self, resources: Path | RuleFiles) -> None:
        """Look for `policies` and `checklists` under this folder, or among these files."""
        self._files = rule_files(resources)

    def policy_ids(self) -> tuple[str, ...]:
        """Return the ids of all policies, sorted."""
        return self._ids("policies")

    def checklist_ids(self) -> tuple[str, ...]:
        """Return the ids of all checklists, sorted."""
        return self._ids("checklists")

    def policy_bytes(self, identifier: str) -> bytes:
        """Return the exact bytes of a policy file, as a round carries them."""
        return self._bytes("policies", identifier)

    def checklist_bytes(self, identifier: str) -> bytes:
        """Return the exact bytes of a checklist file, as a round carries them."""
        return self._bytes("checklists", identifier)

    def policy(self, identifier: str) -> Policy:
        """Return a policy whose checklists are all there."""
        policy = parse_policy(self.policy_bytes(identifier), f"{identifier}.yaml")
        if policy.id != identifier:
            raise FieldWrong(file=f"{identifier}.yaml", line=0, field="id", given=policy.id)
        check_references(policy, {one: self.checklist(one) for one in self._known(policy.checklist_ids)})
        return policy

    def checklist(self, identifier: str) -> Checklist:
        """Return a checklist."""
        checklist = parse_checklist(self.checklist_bytes(identifier), f"{identifier}.yaml")
        if checklist.id != identifier:
            raise FieldWrong(file=f"{identifier}.yaml", line=0, field="id", given=checklist.id)
        return checklist

    def faults(self, data: bytes, name: str) -> tuple[Refusal, ...]:
        """Return what is wrong with a policy file that is to be used with the checklists of this library."""
        found = policy_faults(data, name)
        if found:
            return found
        policy = parse_policy(data, name)
        try:
            check_references(policy, {one: self.checklist(one) for one in self._known(policy.checklist_ids)})
        except Refusal as refusal:
            return (refusal,)
        return ()

    def policies(self) -> tuple[Policy, ...]:
        """Return all policies, sorted by id."""
        return tuple(self.policy(identifier) for identifier in self.policy_ids())

    def checklists(self) -> tuple[Checklist, ...]:
        """Return all checklists, sorted by id."""
        return tuple(self.checklist(identifier) for identifier in self.checklist_ids())

    def checklists_of(self, policy: Policy) -> dict[str, bytes]:
        """Return the bytes of every checklist that a round under this policy carries, by id."""
        return {identifier: self.checklist_bytes(identifier) for identifier in policy.checklist_ids}

    def _known(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        there = set(self.checklist_ids())
        return tuple(identifier for identifier in identifiers if identifier in there)

    def _ids(self, folder: str) -> tuple[str, ...]:
        return tuple(name.removesuffix(".yaml") for name in self._paths(folder))

    def _bytes(self, folder: str, identifier: str) -> bytes:
        path = self._paths(folder).get(f"{identifier}.yaml")
        if path is None:
            raise RulesNotFound(id=identifier)
        try:
            return path.read_bytes()
        except OSError as error:
            raise RulesFolderUnreadable(folder=str(path.parent)) from error

    def _paths(self, folder: str) -> Mapping[str, Path]:
        try:
            return self._files.paths(folder)
        except OSError as error:
            raise RulesFolderUnreadable(folder=str(self._files.resources / folder)) from error
