"""Quantities of the field: numbers with the units that forms and reports use, exact in Decimal.

Standard coal and carbon dioxide are dimensions of their own: a quantity of energy becomes standard coal only by a
coefficient of GB/T 2589 (`domain.energy`), never by the silent arithmetic of units. The registry of units is built
when it is first needed, so that a program that computes nothing does not wait for it.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from greendesk.domain.decimals import plain
from greendesk.domain.text import fold_text
from greendesk.errors import Refusal

if TYPE_CHECKING:
    from pint import UnitRegistry

PRECISION, KEPT = 60, 34
LONGEST_UNIT = 40
ONE = "1"
# symbol, name in the registry, definition, other spellings
_UNITS = (
    ("1", "one", "[]", ""),
    ("%", "percent", "0.01 * one", "百分比 百分之"),
    ("‰", "permille", "0.001 * one", ""),
    ("kgce", "kgce", "[standard_coal]", "千克标准煤 千克标煤 公斤标准煤 公斤标煤 kg标准煤 kg标煤"),
    ("gce", "gce", "0.001 * kgce", "克标准煤 克标煤 g标准煤 g标煤"),
    ("tce", "tce", "1000 * kgce", "吨标准煤 吨标煤 t标准煤 t标煤 吨煤当量"),
    ("kJ", "kilojoule", "[energy]", "千焦 千焦耳"),
    ("MJ", "megajoule", "1000 * kilojoule", "兆焦 兆焦耳"),
    ("GJ", "gigajoule", "1000000 * kilojoule", "吉焦 吉焦耳 百万千焦"),
    ("TJ", "terajoule", "1000000000 * kilojoule", "太焦 太焦耳"),
    ("kcal", "kilocalorie", "4.1868 * kilojoule", "千卡 大卡"),
    ("kWh", "kilowatthour", "3600 * kilojoule", "kw·h kw.h kw*h 千瓦时 千瓦小时 千瓦·时 度 度电"),
    ("MWh", "megawatthour", "3600000 * kilojoule", "mw·h mw.h 兆瓦时 兆瓦·时"),
    ("GWh", "gigawatthour", "3600000000 * kilojoule", "gw·h 吉瓦时"),
    ("kg", "kilogram", "[mass]", "千克 公斤"),
    ("g", "gram", "0.001 * kilogram", "克"),
    ("t", "tonne", "1000 * kilogram", "吨 公吨"),
    ("m³", "cubicmetre", "[volume]", "立方米 立方 方 nm3 标立方米 标准立方米 标方 m^3"),
    ("L", "litre", "0.001 * cubicmetre", "升 公升"),
    ("m²", "squaremetre", "[area]", "平方米 平米 m^2"),
    ("hm²", "hectare", "10000 * squaremetre", "公顷 ha hm^2"),
    ("亩", "mu", "10000 * squaremetre / 15", ""),
    ("km²", "squarekilometre", "1000000 * squaremetre", "平方千米 平方公里 km^2"),
    ("元", "yuan", "[currency]", "人民币 人民币元 rmb cny ¥"),
    ("人", "person", "[person]", "名"),
    ("h", "hour", "[time]", "小时 时"),
    ("d", "day", "24 * hour", "天 日"),
    ("a", "year", "[calendar]", "年"),
    ("tCO2e", "tcarbon", "1000 * kgcarbon", "tco2 吨二氧化碳 吨二氧化碳当量 吨co2 t二氧化碳"),
    ("kgCO2e", "kgcarbon", "[carbon_dioxide]", "kgco2 千克二氧化碳 千克二氧化碳当量 千克co2 公斤二氧化碳"),
    ("件", "piece", "[piece]", "pcs"),
    ("台", "machine", "[machine]", ""),
    ("套", "suite", "[suite]", ""),
    ("辆", "vehicle", "[vehicle]", ""),
    ("只", "item", "[item]", "个"),
    ("支", "stick", "[stick]", ""),
    ("双", "couple", "[couple]", "对"),
    ("条", "strip", "[strip]", ""),
    ("块", "block", "[block]", "片 张"),
    ("箱", "case", "[case]", ""),
    ("m", "metre", "[length]", "米"),
    ("km", "kilometre", "1000 * metre", "千米 公里"),
    # places that the person fills with a unit of his own
    ("产品单位", "anyproduct", "[any_product]", ""),
    ("原材料单位", "anymaterial", "[any_material]", ""),
    ("污染物单位", "anypollutant", "[any_pollutant]", ""),
    ("实物单位", "anycarrier", "[any_carrier]", ""),
)
PLACES = ("产品单位", "原材料单位", "污染物单位", "实物单位")
_PREFIXES = (
    ("万亿", "wanyi", "1e12"),
    ("百万", "baiwan", "1e6"),
    ("千万", "qianwan", "1e7"),
    ("亿", "yi", "1e8"),
    ("万", "wan", "1e4"),
    ("千", "qian", "1e3"),
    ("百", "bai", "1e2"),
)
_STILL_NUMBER = frozenset("0123456789.,")
_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,24})(?:\.\d{1,24})?)(.*)", re.DOTALL)


class QuantityUnreadable(Refusal):
    """What was typed does not begin with a number; details: `field`, `given`."""

    code = "GD-470"


class UnitUnknown(Refusal):
    """A unit that this program does not know; details: `field`, `given`."""

    code = "GD-471"


class DimensionWrong(Refusal):
    """A quantity of another kind than is asked for; details: `field`, `expected`, `given`."""

    code = "GD-472"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number and the canonical text of its unit."""

    number: Decimal
    unit: str

    @property
    def text(self) -> str:
        """The quantity as it is written."""
        if self.unit == ONE:
            return plain(self.number)
        gap = "" if self.unit in {"%", "‰"} else " "
        return f"{plain(self.number)}{gap}{self.unit}"

    @property
    def shown(self) -> str:
        """The quantity rounded for reading."""
        return Quantity(number=rounded(self.number), unit=self.unit).text


def read_quantity(text: str, *, field: str = "", default: str = "") -> Quantity:
    """Return what a person typed, for example `1,234.5 万千瓦时`; without a unit the default one is meant."""
    folded = _folded(text)
    found = _NUMBER.fullmatch(folded)
    if found is None or found[2][:1] in _STILL_NUMBER:
        raise QuantityUnreadable(field=field, given=text.strip()[:60])
    number = Decimal(found[1].replace(",", ""))
    return Quantity(number=number, unit=read_unit(found[2] or default, field=field))


def read_unit(text: str, *, field: str = "") -> str:
    """Return the canonical text of a unit, for example `m³/万元` of `立方米／万元`."""
    folded = _folded(text)
    if len(folded) > LONGEST_UNIT:
        raise UnitUnknown(field=field, given=text.strip()[:LONGEST_UNIT])
    parts = []
    for part in re.split(r"/|每", folded) if folded else [""]:
        prefix, symbol = _split(part, text, field)
        parts.append((prefix + ("" if symbol == ONE else symbol)) or ONE)
    return "/".join(parts)


def convert(quantity: Quantity, unit: str, *, field: str = "") -> Quantity:
    """Return the same quantity in another unit, or refuse a unit of another kind."""
    wanted = read_unit(unit, field=field)
    if quantity.unit == wanted:
        return quantity
    if dimension(quantity.unit) != dimension(wanted):
        raise DimensionWrong(field=field, expected=wanted, given=quantity.unit)
    with localcontext(prec=PRECISION):
        number = quantity.number * scale(quantity.unit) / scale(wanted)
    with localcontext(prec=KEPT):
        return Quantity(number=+number, unit=wanted)


def same_kind(one: str, other: str) -> bool:
    """Whether quantities in the two units can be compared."""
    return dimension(one) == dimension(other)


@lru_cache(maxsize=1024)
def dimension(unit: str) -> str:
    """Return what a unit measures, in a form that is equal for units of the same kind."""
    measured: dict[str, Any] = dict(parsed(unit).dimensionality)
    return " ".join(f"{name}^{measured[name]}" for name in sorted(measured))


@lru_cache(maxsize=1024)
def scale(unit: str) -> Decimal:
    """Return how many base units of its kind one of this unit is."""
    with localcontext(prec=PRECISION):
        return Decimal(parsed(unit).to_base_units().magnitude)


def parsed(unit: str) -> Any:  # noqa: ANN401 - the library's quantity is untyped over Decimal
    """Return one of a unit as the library's own quantity, for checks of whole formulas."""
    registry = _registry()
    value = registry.Quantity(Decimal(1), "one")
    with localcontext(prec=PRECISION):
        for place, part in enumerate(read_unit(unit).split("/")):
            prefix, symbol = _split(part, unit, "")
            name = _prefix_names()[prefix] + _names()[symbol]
            one = registry.Quantity(Decimal(1), name)
            value = value / one if place else value * one
    return value


def symbol_of(name: str) -> str:
    """Return the symbol for a name of the registry, with its prefix."""
    symbols = {one: symbol for symbol, one in _names().items()}
    if name in symbols:
        return symbols[name]
    for prefix, begin, _ in _PREFIXES:
        if name.startswith(begin) and name[len(begin) :] in symbols:
            return prefix + symbols[name[len(begin) :]]
    return name


def rounded(number: Decimal) -> Decimal:
    """Return a number as it is shown: four decimals, or six digits that count when it is below one."""
    if not number:
        return Decimal(0)
    places = 4 if abs(number) >= 1 else 5 - number.adjusted()
    with localcontext(prec=PRECISION):
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def known_units() -> tuple[str, ...]:
    """Return the symbols that a person may choose from, without the places that stand for a unit."""
    return tuple(symbol for symbol, _, _, _ in _UNITS if symbol not in PLACES)


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", fold_text(text)).replace("／", "/").replace("∕", "/")


def _split(part: str, whole: str, field: str) -> tuple[str, str]:
    """Return the prefix and the symbol of one part of a unit; a whole name goes before a prefix."""
    spellings, given = _spellings(), fold_text(part).casefold()
    if given in spellings:
        return "", spellings[given]
    for prefix, _, _ in _PREFIXES:
        if given.startswith(prefix) and given[len(prefix) :] in spellings:
            return prefix, spellings[given[len(prefix) :]]
    raise UnitUnknown(field=field, given=whole.strip()[:LONGEST_UNIT])


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    found = {"": ONE}
    for symbol, _, _, others in _UNITS:
        for spelling in (symbol, *others.split()):
            found[fold_text(spelling).casefold()] = symbol
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {symbol: name for symbol, name, _, _ in _UNITS}


@lru_cache(maxsize=1)
def _prefix_names() -> dict[str, str]:
    return {"": "", **{prefix: name for prefix, name, _ in _PREFIXES}}


@lru_cache(maxsize=1)
def _registry() -> "UnitRegistry[Any]":
    """Build the registry: only these units, every number a Decimal."""
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Decimal)
    for _, name, factor in _PREFIXES:
        registry.define(f"{name}- = {factor}")
    with localcontext(prec=PRECISION):
        for _, name, definition, _ in sorted(_UNITS, key=lambda one: not one[2].startswith("[")):
            registry.define(f"{name} = {definition}")
    return registry
