"""Expressions of formulas: parsed and pared down to arithmetic, evaluated, and written as they are printed."""

import ast
import operator
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from simpleeval import SimpleEval

LONGEST = 200
DEEPEST = 20
HIGHEST_POWER = 4
LARGEST_NUMBER = 10**12
SUM = "sum"
_LETTERS = re.compile(r"[\w\s+\-*/().]+")
_MARKS: dict[type[ast.AST], tuple[str, int]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("−", 1),
    ast.Mult: ("×", 2),
    ast.Div: ("÷", 2),
    ast.Pow: ("^", 4),
}


class NotAnExpression(ValueError):
    """A text that is no arithmetic of numbers, names and sums."""


def parse(expression: str) -> ast.Expr:
    """Parse an expression and refuse every kind of node that a formula does not need."""
    if len(expression) > LONGEST or not _LETTERS.fullmatch(expression) or "__" in expression:
        raise NotAnExpression
    try:
        body = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotAnExpression from error
    if not _allowed(body, 0):
        raise NotAnExpression
    return ast.Expr(value=body)


def _allowed(node: ast.AST, depth: int) -> bool:
    parts: tuple[ast.AST, ...] | None = None  # None: not allowed
    match node:
        case ast.Name():
            parts = ()
        case ast.Constant(value=value):
            parts = () if type(value) in {int, float} and _is_small(value) else None
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            parts = (operand,)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(power))):
            nested = any(isinstance(part, ast.Pow) for part in ast.walk(left))
            parts = (left,) if 1 < power <= HIGHEST_POWER and not nested else None
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            parts = (left, right)
        case ast.Call(func=ast.Name(id="sum"), args=[argument], keywords=[]):
            nested = any(isinstance(part, ast.Call) for part in ast.walk(argument))
            parts = None if nested else (argument,)
    return parts is not None and depth < DEEPEST and all(_allowed(part, depth + 1) for part in parts)


def _is_small(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < LARGEST_NUMBER


class Zero(ArithmeticError):
    """Something was divided by zero; the divisor as it stands in the expression."""

    def __init__(self, divisor: ast.expr) -> None:
        super().__init__()
        self.divisor = divisor


class Uneven(ValueError):
    """Repeated variables of one sum have different numbers of rows."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Evaluator(SimpleEval):  # type: ignore[misc] # the library has no types
    """The evaluator without everything that a formula does not need; only for trees that `parse` let pass."""

    def __init__(self, names: Mapping[str, Any], rows: Mapping[str, Sequence[Any]]) -> None:
        operators = {
            ast.Add: operator.add,
            ast.Sub: operator.sub,
            ast.Mult: operator.mul,
            ast.Div: operator.truediv,
            ast.Pow: _power,
            ast.USub: operator.neg,
            ast.UAdd: operator.pos,
        }
        super().__init__(operators=operators, functions={}, names=dict(names))
        self.names: Mapping[str, Any] = dict(names)
        self._rows = rows
        self.nodes = {
            ast.Expr: self._eval_expr,
            ast.Name: self._eval_name,
            ast.Constant: self._eval_number,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_division,
            ast.Call: self._eval_sum,
        }

    @staticmethod
    def _eval_number(node: ast.Constant) -> Decimal:
        return Decimal(repr(node.value))

    def _eval_division(self, node: ast.BinOp) -> Any:  # noqa: ANN401 - numbers or quantities
        if isinstance(node.op, ast.Div) and self._eval(node.right) == 0:
            raise Zero(node.right)
        return self._eval_binop(node)

    def _eval_sum(self, node: ast.Call) -> Any:  # noqa: ANN401 - numbers or quantities
        argument, outside = node.args[0], dict(self.names)
        names = [
            part.id for part in ast.walk(argument) if isinstance(part, ast.Name) and part.id in self._rows
        ]
        count = len(self._rows[names[0]])
        total: Any = None
        for row in range(count):
            for name in names:
                if len(self._rows[name]) != count:
                    raise Uneven(name)
            self.names = {**outside, **{name: self._rows[name][row] for name in names}}
            term = self._eval(argument)
            total = term if total is None else total + term
        self.names = outside
        return total


def _power(base: Any, power: Decimal) -> Any:  # noqa: ANN401 - numbers or quantities
    result = base
    for _ in range(int(power) - 1):
        result *= base
    return result


def printed(node: ast.AST, values: Mapping[str, tuple[str, ...]], level: int, row: int = 0) -> str:
    """Write a tree as it is printed, with values in place of names where there are any."""
    text = ast.unparse(node)
    match node:
        case ast.Name(id=name):
            text = values[name][min(row, len(values[name]) - 1)] if name in values else name
        case ast.UnaryOp(op=op, operand=operand):
            sign = "−" if isinstance(op, ast.USub) else "+"
            text = f"{sign}{printed(operand, values, 3, row)}"
        case ast.Call(args=[argument]):
            text = _sumprinted(argument, values, level)
        case ast.BinOp(left=left, op=op, right=right):
            mark, own = _MARKS[type(op)]
            text = f"{printed(left, values, own, row)} {mark} {printed(right, values, own + 1, row)}"
            text = f"({text})" if own < level else text
    return text


def _sumprinted(argument: ast.AST, values: Mapping[str, tuple[str, ...]], level: int) -> str:
    """Write a sum with its sign, or row by row where there are values."""
    if not values:
        return f"Σ({printed(argument, values, 0)})"
    names = {part.id for part in ast.walk(argument) if isinstance(part, ast.Name)}
    count = max(len(values[name]) for name in names)
    terms = " + ".join(printed(argument, values, 1, at) for at in range(count))
    return f"({terms})" if level else terms
