"""Makes docs/requirements.md: every row of the five official documents, where it is kept, and the tests that prove it.

    python build_spec/requirements.py write   # makes the page again
    python build_spec/requirements.py gaps    # lists rows that are missing, untested or unknown

The rows come from the `rules` of the shipped policies, the tests from the marks that they carry
(`@pytest.mark.rule("S-02")`); the tests are read, not imported.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "requirements.md"
sys.path.insert(0, str(ROOT))  # run as a program, the folder of this file is searched instead

from greendesk.adapters.policy_files import PolicyLibrary, parse_policy  # noqa: E402 - after the path is set
from greendesk.domain.policy import Policy, Rule, Where  # noqa: E402 - after the path is set
from greendesk.domain.policy_parts import policy_parts  # noqa: E402 - after the path is set


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One official document: its title, the letter of its rows, how many there are, the policy that carries them."""

    letter: str
    rows: int
    title: str
    policy: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the names of its rows in their order."""
        return tuple(f"{self.letter}-{number:02}" for number in range(1, self.rows + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule and the policy that carries it."""

    rule: Rule
    policy: Policy

    @property
    def to_be_proven(self) -> bool:
        """Whether the program keeps it now, be it in part, so that a test must show it."""
        return bool(self.rule.where)


DOCUMENTS = (
    Document(letter="M", rows=23, policy="miit-2022", title="工业和信息化部 2022年度绿色制造名单推荐通知"),
    Document(letter="G", rows=16, policy="guangxi-2023", title="广西 2023年度绿色制造名单推荐通知"),
    Document(letter="S", rows=13, policy="shanxi-2024", title="山西 2024年度预通知（太原市转发）"),
    Document(letter="N", rows=36, policy="neimenggu", title="内蒙古 绿色制造体系实施细则"),
    Document(letter="T", rows=27, policy="xizang-2024", title="西藏 绿色制造名单实施细则"),
)
SCREENS: Mapping[Where, str] = {
    Where.HOME: "首页",
    Where.APPLICATIONS: "申报",
    Where.NEGATIVE_LIST: "负面清单",
    Where.ELIGIBILITY: "申报资格",
    Where.ROAD: "办理进度",
    Where.OPINIONS: "部门意见",
    Where.CHECKLISTS: "评价表",
    Where.QUANTITIES: "计量与能耗",
    Where.REVIEW: "评审",
    Where.PANEL: "合议",
    Where.RECOMMENDATION: "推荐",
    Where.RULES: "政策条款",
    Where.EXCHANGE: "交换",
    Where.REGISTER: "名单管理",
}
PARTS: Mapping[str, str] = {
    "stage": "阶段",
    "guard": "放行条件",
    "check": "检查",
    "deadline": "期限",
    "document": "材料",
    "department": "部门",
    "priority": "优先情形",
    "list": "名单",
    "field": "信息",
    "handover": "报送文件",
    "duty": "公布后的义务",
    "awaited": "待发布文件",
    "negative-list": "负面清单",
    "consultation": "征求意见",
    "late": "逾期处理",
    "publicity": "公示",
    "quota": "名额",
    "summary-form": "汇总表",
    "third-party": "第三方规则",
    "panel": "专家组规则",
    "evaluation": "评价方式",
    "standard": "评价标准",
}
HEAD = """\
# 五份文件的要求与落实

每一行是官方文件的一条要求：条款、本程序的表述、办理之处、证明它的测试。由 `build_spec/requirements.py` 根据
`resources/policies` 和测试标记 `@pytest.mark.rule("S-02")` 生成，请勿手改；改动后运行
`python build_spec/requirements.py write`。
"""


def rows_of(policies: Iterable[Policy]) -> dict[str, Row]:
    """Return the rules of all policies by id; an id that two policies carry is an error."""
    found: dict[str, Row] = {}
    for policy in policies:
        for rule in policy.rules:
            if rule.id in found:
                raise ValueError(rule.id)
            found[rule.id] = Row(rule=rule, policy=policy)
    return found


def marks_in(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the tests that carry each mark, as file::name, read from the source of all tests in a folder."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, rule in _marked(tree):
            found.setdefault(rule, []).append(f"{path.relative_to(folder).as_posix()}::{name}")
    return {rule: tuple(dict.fromkeys(tests)) for rule, tests in found.items()}


def gaps(
    rows: Mapping[str, Row], marks: Mapping[str, tuple[str, ...]], documents: Iterable[Document]
) -> tuple[str, ...]:
    """Return what is wrong: rows that no policy carries, rows that nothing proves, marks of rows that are none."""
    missing = [
        f"{one}: in no policy, or in another than {document.policy}"
        for document in documents
        for one in document.ids
        if one not in rows or rows[one].policy.id != document.policy
    ]
    untested = [f"{one}: no test" for one, row in rows.items() if row.to_be_proven and one not in marks]
    unknown = [f"{one}: no such row, marked in {', '.join(marks[one])}" for one in marks if one not in rows]
    return (*missing, *untested, *unknown)


def page(rows: Mapping[str, Row], marks: Mapping[str, tuple[str, ...]], documents: Iterable[Document]) -> str:
    """Return the whole page."""
    known = {one for document in documents for one in document.ids}
    parts = [HEAD]
    for document in documents:
        carried = [rows[one] for one in document.ids if one in rows]
        parts.append(_table(f"{document.title}（{document.ids[0]}…{document.ids[-1]}）", carried, marks))
    others: dict[str, list[Row]] = {}
    for one, row in rows.items():
        if one not in known:
            others.setdefault(row.policy.title, []).append(row)
    parts += [_table(title, carried, marks) for title, carried in others.items()]
    return "\n".join(parts)


def shipped(root: Path = ROOT) -> dict[str, Row]:
    """Return the rows of the policies that ship; the sample's own are none."""
    library = PolicyLibrary(root / "resources")
    policies = [parse_policy(library.policy_bytes(one), f"{one}.yaml") for one in library.policy_ids()]
    return rows_of(policy for policy in policies if not policy.sample)


def _table(title: str, rows: Iterable[Row], marks: Mapping[str, tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", "| 编号 | 条款 | 要求 | 办理之处 | 测试 |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        rule = row.rule
        tests = "<br>".join(f"`{test}`" for test in marks.get(rule.id, ()))
        cells = (rule.id, rule.article, rule.text, _places(row), _fate(rule, tests))
        lines.append(f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |")
    return "\n".join([*lines, ""])


def _places(row: Row) -> str:
    titles = policy_parts(row.policy)
    parts = [_part(name, titles.get(name, "")) for name in row.rule.enforced_by]
    screens = [f"画面“{SCREENS[where]}”" for where in row.rule.where]
    return "<br>".join([*parts, *screens]) or "—"


def _part(name: str, title: str) -> str:
    kind, _, code = name.partition(":")
    return f"{PARTS[kind]}“{title}”（`{name}`）" if code else PARTS[kind]


def _fate(rule: Rule, tests: str) -> str:
    said = [f"以后的版本：{rule.later}"] if rule.later else []
    said += [f"不属于软件：{rule.outside}"] if rule.outside else []
    return "<br>".join([*said, *([tests] if tests else [])]) or "**缺**"


def _marked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield test and rule for each mark on a test, on its class, or on the whole module."""
    module = list(_rules(_assigned(tree.body)))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            shared = [*module, *_rules(node.decorator_list), *_rules(_assigned(node.body))]
            for below in node.body:
                yield from _of_test(below, f"{node.name}::", shared)
        else:
            yield from _of_test(node, "", module)


def _of_test(node: ast.stmt, before: str, shared: list[str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
        for rule in (*shared, *_rules(node.decorator_list)):
            yield before + node.name, rule


def _assigned(body: Iterable[ast.stmt]) -> Iterator[ast.expr]:
    for node in body:
        if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == ["pytestmark"]:
            yield node.value


def _rules(expressions: Iterable[ast.expr]) -> Iterator[str]:
    """Yield the texts in every `pytest.mark.rule(...)` within the expressions, parameters of tests included."""
    for expression in expressions:
        for node in ast.walk(expression):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.rule":
                for argument in node.args:
                    yield str(ast.literal_eval(argument))


def main(arguments: list[str]) -> int:
    """Do what the command line asks."""
    rows, marks = shipped(), marks_in(ROOT / "tests")
    match arguments:
        case ["write"]:
            PAGE.write_text(page(rows, marks, DOCUMENTS), encoding="utf-8", newline="\n")
        case ["gaps"]:
            pass
        case _:
            print(__doc__)
            return 2
    found = gaps(rows, marks, DOCUMENTS)
    print("\n".join(found) or "no gaps")
    return 1 if found and arguments == ["gaps"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
