"""The panel: ranking, divergences, the conclusion on each application, the recommendation summary of the round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from greendesk.domain.assessment import Finding, findings_from_json
from greendesk.domain.decimals import plain
from greendesk.domain.panel import Divergence as PanelDivergence
from greendesk.domain.panel import PanelRule, aggregate, divergences
from greendesk.domain.papers import (
    Divergence,
    GateLine,
    PanelConclusion,
    PanelRow,
    Person,
    RecommendationSummary,
    SummaryHead,
    SummaryLine,
    SummaryTablePage,
)
from greendesk.domain.papers import Standing as RowStanding
from greendesk.domain.policy import Policy
from greendesk.domain.wording import DROPPED, METHODS, VERDICTS, position_words, said
from greendesk.errors import Refusal
from greendesk.ledger.kinds import (
    Attachment,
    DivergenceExplained,
    DocumentSigned,
    PanelConcluded,
    Role,
    SummaryMade,
)
from greendesk.ledger.kinds import PanelRow as RecordedRow
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import AttachmentLine, DivergenceLine, RankingLine, SealLine
from greendesk.use_cases.applications import Applications
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.reviews import checklist_mark, person
from greendesk.use_cases.road_papers import override_notes
from greendesk.use_cases.standing import Standing, attachment_line, moment, seal_state, standing


class ReviewsOpen(Refusal):
    """The panel concludes when every expert who is asked and not recused has submitted."""

    code = "GD-721"


class ReviewsSealed(Refusal):
    """The reviews are closed until every expert has handed in; before that the panel concludes nothing."""

    code = "GD-713"


class ReviewsUnopened(Refusal):
    """All experts have handed in, but the text of some sealed reviews has not come yet."""

    code = "GD-714"


class DivergenceOpen(Refusal):
    """Each divergence is closed by a written reason before the panel concludes."""

    code = "GD-722"


class DifferentChecklists(Refusal):
    """The experts scored the same application with different checklists."""

    code = "GD-723"


class RecommendationUnknown(Refusal):
    """A conclusion ends with one of the words of the policy."""

    code = "GD-727"


class NothingRecommended(Refusal):
    """A summary was asked for, but no conclusion recommends anything."""

    code = "GD-724"


class NotConcluded(Refusal):
    """The application has no panel conclusion yet."""

    code = "GD-725"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude:
    """What the panel decided; explanations by item code close the divergences."""

    application: str
    recommendation: str
    opinion: str
    explanations: Mapping[str, str]


class OpinionMissing(Refusal):
    """A conclusion says in words what the panel thinks."""

    code = "GD-726"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionDraft:
    """The conclusion as somebody left it: private text, the last conclusion, or nothing yet (saved at 0)."""

    recommendation: str = ""
    opinion: str = ""
    explanations: Mapping[str, str] = field(default_factory=dict)
    saved_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """One signature under the panel's conclusion that stands."""

    name: str
    at: int
    me: bool


class Panel:
    """The verbs and questions about panel conclusions."""

    def __init__(self, context: DeskContext, applications: Applications) -> None:
        self._context = context
        self._applications = applications

    def ranking(self, round_id: str) -> tuple[RankingLine, ...]:
        """Applications that experts are asked about, best first; those not open to this desk are left out."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            lines = [
                self._line(work.ledger, status, line.id)
                for line in status.lines()
                if status.of("expert.assigned", line.id) and status.sees_scores(line.id)
            ]
        return tuple(
            sorted(lines, key=lambda line: (line.score is None, -(line.score or Decimal(0)), line.unit))
        )

    def sealed(self, round_id: str) -> tuple[SealLine, ...]:
        """How far the sealed reviews are that are not all open here, by unit; empty where the policy seals none."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            lines = [
                _seal_line(status, line.id, line.unit)
                for line in status.lines()
                if status.of("expert.assigned", line.id) and status.sees_seals(line.id)
            ]
        return tuple(line for line in lines if line.state in {"closed", "waiting"} or line.remarks)

    def conclude(self, round_id: str, command: Conclude) -> str:
        """Record the panel's conclusion and make its signed PDF; returns the record's hash."""
        context, signer, application = self._context, self._context.signer(round_id), command.application
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id, application)
            _require_open(status, application)
            line = self._line(ledger, status, application)
            if not line.complete or line.score is None:
                raise ReviewsOpen
            if command.recommendation not in status.policy.conclusion_words:
                raise RecommendationUnknown(word=command.recommendation)
            if not line.same_checklist:
                raise DifferentChecklists(unit=line.unit)
            if not command.opinion.strip():
                raise OpinionMissing
            open_items = [
                one for one in line.divergences if not command.explanations.get(one.item, "").strip()
            ]
            if open_items:
                raise DivergenceOpen(count=len(open_items), item=open_items[0].title)
            reviews = status.reviews(application)
            states = {fingerprint: state for fingerprint, _, _, state in line.scores}
            content = PanelConcluded(
                rows=tuple(
                    RecordedRow(
                        expert=expert,
                        name=status.name(expert),
                        score=review.content["total"],
                        counted=states[expert] == "counted",
                        why=states[expert].removeprefix("dropped_") if states[expert] != "counted" else "",
                        review=review.entry,
                    )
                    for expert, review in sorted(reviews.items())
                ),
                recused=tuple(
                    sorted(expert for expert, conflict in status.recusals(application).items() if conflict)
                ),
                method=aggregate(self._rule(status), self._scores(reviews)).method_applied.value,
                score=plain(line.score),
                gates_passed=line.gates_passed,
                divergences=tuple(
                    DivergenceExplained(item=one.item, explanation=command.explanations[one.item].strip())
                    for one in line.divergences
                ),
                recommendation=command.recommendation,
                opinion=command.opinion.strip(),
                date=moment(context.clock.now()).date().isoformat(),
            )
            entry = context.record(ledger, round_id, "panel.concluded", (application,), content)
            paper = self._paper(ledger, standing(context, ledger, round_id, application), application)
            self._file(
                ledger, round_id, application, entry, paper, context.printer.panel_conclusion(paper, signer)
            )
            work.forget_draft(_draft_key(round_id, application))
            work.commit()
        return entry

    def save_draft(self, round_id: str, command: Conclude) -> int:
        """Keep what is typed of a conclusion, privately on this desk; returns when it was saved."""
        content = {
            "recommendation": command.recommendation,
            "opinion": command.opinion,
            "explanations": dict(command.explanations),
        }
        key, now = _draft_key(round_id, command.application), self._context.clock.now()
        return self._context.drafts.put(key, content, "conclusion", now).saved_at

    def draft(self, round_id: str, application: str) -> ConclusionDraft:
        """What was typed of a conclusion, or the conclusion that was recorded last."""
        draft = self._context.drafts.get(_draft_key(round_id, application))
        if draft is not None:
            return ConclusionDraft(**draft.content, saved_at=draft.saved_at)
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            concluded = status.content("panel.concluded", application)
            if concluded is None or not status.sees_scores(application):
                return ConclusionDraft()
            return ConclusionDraft(
                recommendation=concluded["recommendation"],
                opinion=concluded["opinion"],
                explanations={one["item"]: one["explanation"] for one in concluded["divergences"]},
            )

    def signatures(self, round_id: str, application: str) -> tuple[SignatureLine, ...]:
        """Who signed the conclusion that stands, in the order of signing."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            signed = sorted(self._signed(status, application), key=lambda head: (head.time, head.entry))
            return tuple(
                SignatureLine(name=status.name(head.author), at=head.time[0], me=head.author == status.me)
                for head in signed
            )

    def countersign(self, round_id: str, application: str) -> AttachmentLine:
        """Add this desk's signature to the latest signed PDF of the panel conclusion."""
        context, signer = self._context, self._context.signer(round_id)
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id, application)
            latest = self._latest(status, application)
            with context.blobs.open(latest.content["document"]["sha256"]) as data:
                signed = context.printer.countersign(data.read(), signer, latest.content["record"])
            paper = self._paper(ledger, status, application)
            line = self._file(ledger, round_id, application, latest.content["record"], paper, signed)
            work.commit()
        return line

    def document(self, round_id: str, application: str) -> AttachmentLine:
        """The latest signed PDF of the panel conclusion."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            return attachment_line(self._context, self._latest(status, application).content["document"])

    def summarise(self, round_id: str, *, office: str, issued: date) -> tuple[AttachmentLine, ...]:
        """Record the recommendation summary (推荐汇总表) and make it as sealed xlsx and signed PDF."""
        context, signer = self._context, self._context.signer(round_id)
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id)
            policy_words = status.policy.recommending_words
            lines = [line for line in status.lines() if line.recommendation in policy_words]
            lines.sort(key=lambda line: (-(line.panel_score or Decimal(0)), line.unit))
            if not lines:
                raise NothingRecommended
            rows: dict[str, list[SummaryLine]] = {}
            recorded = []
            for line in lines:
                registered = ledger.heads("application.registered", (line.id,))[0].content
                row = SummaryLine(
                    name=line.unit,
                    third_party=line.third_party,
                    sort=line.industry,
                    remark=registered["remark"],
                )
                rows.setdefault(line.category, []).append(row)
                recorded.append({"application": line.id, "unit": line.unit, "category": line.category})
            content = SummaryMade(office=office, date=issued.isoformat(), rows=tuple(recorded))
            entry = context.record(ledger, round_id, "summary.made", (round_id,), content)
            opened = ledger.heads("round.opened", (round_id,))[0].content
            summary = RecommendationSummary(
                round_title=opened["title"],
                sample=opened["sample"],
                title=status.policy.summary_form.title,
                annex=status.policy.summary_form.annex,
                tables=_summary_tables(status.policy, rows),
                signed_by=status.policy.summary_form.signed_by,
                office=office,
                issued=issued,
                record_id=entry,
                overrides=override_notes(status, ledger, [line.id for line in lines]),
            )
            xlsx, pdf = context.printer.summary(summary, signer)
            files = []
            for data, ending in ((xlsx, "xlsx"), (pdf, "pdf")):
                name = f"推荐汇总表 {opened['title']}.{ending}"
                attachment = Attachment(sha256=context.blobs.add_bytes(data), name=name, size=len(data))
                key = (round_id, f"summary.{ending}", signer.fingerprint)
                signed = DocumentSigned(record=entry, document=attachment)
                context.record(ledger, round_id, "document.signed", key, signed)
                files.append(attachment_line(context, attachment.model_dump()))
            work.commit()
        return tuple(files)

    def summary_files(self, round_id: str) -> tuple[AttachmentLine, ...]:
        """The files of the latest recommendation summary, none before it was made."""
        with self._context.works(round_id) as work:
            summary = work.ledger.heads("summary.made", (round_id,))
            heads = work.ledger.all_heads("document.signed", (round_id,))
            if not summary:
                return ()
            return tuple(
                attachment_line(self._context, head.content["document"])
                for head in heads
                if head.content["record"] == summary[0].entry
            )

    def recommendations(self, round_id: str) -> tuple[str, ...]:
        """The words that a conclusion may end with, from the policy."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            return tuple(policy.conclusion_words)

    def rule_words(self, round_id: str) -> str:
        """How the policy makes one score of many, in words."""
        with self._context.works(round_id) as work:
            return self._words(standing(self._context, work.ledger, round_id))

    # ------------------------------------------------------------ parts

    def _line(self, ledger: LedgerStore, status: Standing, application: str) -> RankingLine:
        registered = status.of("application.registered", application)[0].content
        reviews, recusals = status.reviews(application), status.recusals(application)
        scores = self._scores(reviews)
        result = aggregate(self._rule(status), scores) if scores else None
        dropped = {one.expert: one.why.value for one in result.dropped} if result else {}
        rows: list[tuple[str, str, Decimal | None, str]] = []
        unopened = status.sealing(application).unopened
        for expert in status.assigned(application):
            state = "counted"
            if recusals.get(expert):
                state = "recused"
            elif expert not in scores:
                state = "sealed" if expert in unopened else "open"
            elif expert in dropped:
                state = f"dropped_{dropped[expert]}"
            rows.append((expert, status.name(expert), scores.get(expert), state))
        rows.sort(key=lambda row: (row[1], row[0]))
        concluded = status.content("panel.concluded", application)
        same = concluded is not None and {row["review"] for row in concluded["rows"]} == {
            r.entry for r in reviews.values()
        }
        valid = [score for _, _, score, state in rows if score is not None and state != "recused"]
        return RankingLine(
            application=application,
            unit=registered["unit"],
            scores=tuple(rows),
            score=result.value if result else None,
            spread=max(valid) - min(valid) if valid else None,
            gates_passed=bool(reviews) and all(review.content["gates_passed"] for review in reviews.values()),
            complete=bool(scores) and all(state not in {"open", "sealed"} for _, _, _, state in rows),
            concluded=same,
            outdated=concluded is not None and not same,
            same_checklist=len({_edition(review) for review in reviews.values()}) < 2,
            recommendation=concluded["recommendation"] if concluded is not None and same else "",
            divergences=self._divergences(ledger, status, application),
        )

    @staticmethod
    def _scores(reviews: Mapping[str, Head]) -> dict[str, Decimal]:
        return {expert: Decimal(review.content["total"]) for expert, review in reviews.items()}

    @staticmethod
    def _rule(status: Standing) -> PanelRule:
        return status.policy.panel_rule

    def _words(self, status: Standing) -> str:
        rule = self._rule(status)
        words = said(METHODS, rule.method.value)
        if rule.method.value == "trimmed_mean":
            words += f"（有效评分 {rule.trim_from} 份以上时；不足时直接平均）"
        return f"{words}，保留 {rule.decimals} 位小数"

    def _found(self, ledger: LedgerStore, status: Standing, application: str) -> tuple[PanelDivergence, ...]:
        reviews = status.reviews(application)
        editions = {_edition(review) for review in reviews.values()}
        if len(reviews) < 2 or len(editions) > 1:
            return ()
        checklist = self._context.edition(ledger, status.round_id, *editions.pop())
        sheets = {
            expert: findings_from_json(review.content["findings"]) for expert, review in reviews.items()
        }
        return divergences(checklist, sheets, status.policy.divergence_threshold)

    def _divergences(
        self, ledger: LedgerStore, status: Standing, application: str
    ) -> tuple[DivergenceLine, ...]:
        concluded = status.content("panel.concluded", application)
        explained = {one["item"]: one["explanation"] for one in concluded["divergences"]} if concluded else {}
        return tuple(
            DivergenceLine(
                item=one.item.code,
                title=one.item.title,
                values=tuple((status.name(part.expert), _position(part.finding)) for part in one.findings),
                why=one.why.value,
                explanation=explained.get(one.item.code, ""),
            )
            for one in self._found(ledger, status, application)
        )

    def _paper(self, ledger: LedgerStore, status: Standing, application: str) -> PanelConclusion:
        head = status.of("panel.concluded", application)[0]
        content = head.content
        reviews = {row["expert"]: row["review"] for row in content["rows"]}
        review = next(iter(status.reviews(application).values()))
        checklist = self._context.edition(ledger, status.round_id, *_edition(review))
        rows = [
            PanelRow(
                expert=person(status, row["expert"]),
                standing=RowStanding.COUNTED if row["counted"] else RowStanding.DROPPED,
                score=Decimal(row["score"]),
                recommendation=status.reviews(application)[row["expert"]].content["recommendation"],
                note=said(DROPPED, row["why"]),
            )
            for row in content["rows"]
            if row["expert"] in reviews
        ]
        rows += [
            PanelRow(expert=person(status, expert), standing=RowStanding.RECUSED, note="已声明回避")
            for expert in content["recused"]
        ]
        lines = {line.item: line for line in self._divergences(ledger, status, application)}
        return PanelConclusion(
            case=self._applications.case(ledger, status.round_id, application),
            checklist=checklist_mark(checklist),
            package_digest=review.content["package"],
            panel_rule=self._words(status),
            rows=tuple(rows),
            max_total=Decimal(review.content["max_total"]),
            final_score=Decimal(content["score"]),
            gates=self._gates(ledger, status, application),
            divergences=tuple(
                Divergence(
                    code=one["item"],
                    title=lines[one["item"]].title,
                    positions="；".join(
                        f"{name} {position_words(what)}" for name, what in lines[one["item"]].values
                    ),
                    explanation=one["explanation"],
                )
                for one in content["divergences"]
                if one["item"] in lines
            ),
            recommendation=content["recommendation"],
            opinion=content["opinion"],
            leader=person(status, _leader(status, head.author, application)),
            secretary=_secretary(status, head.author, application),
            provenance_note=checklist.warning,
            record_id=head.entry,
            concluded=moment(head.time[0]),
        )

    def _gates(self, ledger: LedgerStore, status: Standing, application: str) -> tuple[GateLine, ...]:
        reviews = status.reviews(application)
        first = next(iter(reviews.values()))
        checklist = self._context.edition(ledger, status.round_id, *_edition(first))
        lines = []
        for item in checklist.gates:
            said_by = []
            for expert, review in sorted(reviews.items()):
                found = next((one for one in review.content["findings"] if one["item"] == item.code), None)
                said_by.append(
                    (status.name(expert), said(VERDICTS, found["verdict"] or "") if found else VERDICTS[""])
                )
            words = {word for _, word in said_by}
            verdict = words.pop() if len(words) == 1 else "意见不一"
            comment = "" if not words else "；".join(f"{name} {word}" for name, word in said_by)
            lines.append(GateLine(code=item.code, title=item.title, verdict=verdict, comment=comment))
        return tuple(lines)

    def _file(
        self,
        ledger: LedgerStore,
        round_id: str,
        application: str,
        entry: str,
        paper: PanelConclusion,
        data: bytes,
    ) -> AttachmentLine:
        context, signer = self._context, self._context.signer(round_id)
        name = f"专家组意见 {paper.case.unit_name}.pdf"
        attachment = Attachment(sha256=context.blobs.add_bytes(data), name=name, size=len(data))
        key = (application, "panel_conclusion.pdf", signer.fingerprint)
        context.record(
            ledger, round_id, "document.signed", key, DocumentSigned(record=entry, document=attachment)
        )
        return attachment_line(context, attachment.model_dump())

    @staticmethod
    def _signed(status: Standing, application: str) -> list[Head]:
        concluded = status.of("panel.concluded", application)
        return [
            head
            for head in status.of("document.signed", application)
            if head.key[1] == "panel_conclusion.pdf"
            and concluded
            and head.content["record"] == concluded[0].entry
        ]

    def _latest(self, status: Standing, application: str) -> Head:
        signed = self._signed(status, application)
        if not signed:
            raise NotConcluded
        return max(signed, key=lambda head: (head.time, head.entry))


def _require_open(status: Standing, application: str) -> None:
    """Refuse what rests on reviews while they are sealed, or while the text of one has not come."""
    sealing = status.sealing(application)
    if status.sealed(application):
        raise ReviewsSealed(done=len(sealing.handed_in), all=len(sealing.required))
    if status.policy.visibility.sealed and sealing.unopened:
        raise ReviewsUnopened(names="、".join(status.name(one) for one in sealing.unopened))


def _seal_line(status: Standing, application: str, unit: str) -> SealLine:
    sealing = status.sealing(application)
    asked = status.of("expert.assigned", application)

    def named(experts: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(status.name(one) for one in experts))

    remarks: list[tuple[str, str]] = []
    for expert, seal in sealing.seals.items():
        if seal.replaced:
            remarks.append((status.name(expert), "resealed_late" if sealing.late(expert) else "resealed"))
        if seal.stray:
            remarks.append((status.name(expert), "unsealed"))
        if seal.broken:
            remarks.append((status.name(expert), "broken"))
    return SealLine(
        application=application,
        unit=unit,
        state=seal_state(sealing),
        handed_in=named(sealing.handed_in),
        missing=named(sealing.missing),
        unopened=named(sealing.unopened),
        withdrawn=named(head.key[1] for head in asked if not head.content["active"]),
        remarks=tuple(sorted(remarks)),
    )


def _edition(review: Head) -> tuple[str, str]:
    """The checklist of a review, and which text of it."""
    return review.content["checklist"], review.content["checklist_digest"]


def _leader(status: Standing, author: str, application: str) -> str:
    """Who is printed as leader: the author if he is one, else the round's leader, else the author for want of one."""
    leaders = [
        one for one, known in sorted(status.participants.items()) if Role.LEADER.value in known["roles"]
    ]
    asked = [one for one in leaders if one in status.assigned(application)]
    return author if author in leaders else next(iter(asked or leaders), author)


def _secretary(status: Standing, author: str, application: str) -> Person | None:
    return None if _leader(status, author, application) == author else person(status, author)


def _position(finding: object) -> str:
    """What an expert says on an item: the code of a verdict, `not_applicable`, `open`, or the points as figures."""
    if not isinstance(finding, Finding):
        return "open"
    if finding.verdict is not None:
        return finding.verdict.value
    if not finding.applicable:
        return "not_applicable"
    return plain(finding.points) if finding.points is not None else "open"


def _summary_tables(
    policy: Policy, rows: Mapping[str, Sequence[SummaryLine]]
) -> tuple[SummaryTablePage, ...]:
    """The summary's tables as the policy lays them out."""
    return tuple(
        SummaryTablePage(
            title=rules.summary.title,
            columns=tuple(
                SummaryHead(title=column.title, field=column.field.value) for column in rules.summary.columns
            ),
            lines=tuple(rows.get(rules.category.value, ())),
        )
        for rules in policy.categories
    )


def _draft_key(round_id: str, application: str) -> str:
    return f"conclusion/{round_id}/{application}"
