"""The parts of a policy that a rule may name as what enforces it: "part:code", or one word for what exists once."""

from collections.abc import Iterator, Mapping

from greendesk.domain.policy import Policy

ALWAYS_THERE = ("negative-list", "summary-form", "third-party", "panel", "evaluation", "standard")


def policy_parts(policy: Policy) -> Mapping[str, str]:
    """Return the title of every part by its name; parts that exist once have no title of their own."""
    return dict(_parts(policy))


def _parts(policy: Policy) -> Iterator[tuple[str, str]]:
    for part in ALWAYS_THERE:
        yield part, ""
    for part, there in (
        ("consultation", policy.consultation),
        ("late", policy.late),
        ("publicity", policy.publicity),
        ("quota", policy.quota),
    ):
        if there is not None:
            yield part, ""
    yield from _coded(policy)
    for part, titled in (
        ("check", policy.checks),
        ("deadline", policy.deadlines),
        ("priority", policy.priorities),
        ("list", policy.lists),
        ("handover", policy.handover),
        ("duty", policy.duties),
        ("awaited", policy.awaited),
    ):
        for one in titled:
            yield f"{part}:{one.code}", one.title


def _coded(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield what stands within other parts, or is called otherwise than by a title."""
    for stage in policy.stages:
        yield f"stage:{stage.code}", stage.title
        for guard in stage.guards:
            yield f"guard:{stage.code}.{guard.check.value}", stage.title
    documents: dict[str, dict[str, None]] = {}  # the same paper may be called otherwise in another category
    for rules in policy.categories:
        for document in rules.documents:
            documents.setdefault(document.code, {})[document.title] = None
    for code, titles in documents.items():
        yield f"document:{code}", "、".join(titles)
    for department in policy.departments:
        yield f"department:{department.code}", department.name
    for field in (*policy.fields, *policy.third_party.fields):
        yield f"field:{field.code}", field.title
