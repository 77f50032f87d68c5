"""Steps two to five at the secretary's desk: packages, completeness, negative list, opinions, experts."""

from pathlib import Path
from typing import TypeVar

from greendesk.domain.package import FileState
from ui.journey.hands import (
    JourneyStopped,
    button_of,
    choose,
    choose_file,
    click,
    click_row,
    drop,
    said_by,
    spoken,
    wait,
    wait_for_words,
    write,
)
from ui.journey.papers import Applicant, Mailroom
from ui.journey.seat import Seat
from ui.views.applications import ApplicationsView
from ui.views.opinions import OpinionsView
from ui.widgets.application_detail import DOCUMENTS, EXPERTS, FILES, NEGATIVE, REGISTER
from ui.widgets.application_documents import DocumentsSection
from ui.widgets.application_experts import ExpertsSection
from ui.widgets.application_files import FilesSection
from ui.widgets.application_negative import NegativeSection
from ui.widgets.application_papers import PaperRow
from ui.widgets.application_section import CaseSection

CATEGORY_WORDS = {"factory": "绿色工厂", "supply_chain": "绿色供应链"}
OFFICE = "示例省工业和信息化厅（示例）"
SectionT = TypeVar("SectionT", bound=CaseSection)


class Intake:
    """The secretary before the places 申报 and 部门意见."""

    def __init__(self, seat: Seat, mailroom: Mailroom) -> None:
        self.seat, self.mailroom = seat, mailroom

    @property
    def view(self) -> ApplicationsView:
        """The place 申报, gone to by the rail."""
        page = self.seat.window.page("applications")
        if self.seat.window.place() == "applications" and isinstance(page, ApplicationsView):
            return page
        return self.seat.go("applications", ApplicationsView)

    # ------------------------------------------------------------ packages

    def register(self, applicant: Applicant, package: Path, *, by: str, picture: str = "") -> None:
        """Take in a package by drop, file dialog or folder dialog, fill the form, register both."""
        self.to_list()
        view = self.view
        click(view.new_button)
        page = view.new_page
        wait(page.isVisible, "the page for a new application")
        if by == "drop":
            drop(page.intake, package)
        else:
            choose_file(page.intake.folder_button if by == "folder" else page.intake.file_button, package)
        wait(lambda: page.intake.result is not None, f"{package.name} is read")
        self._fill_form(applicant)
        if picture:
            self.seat.picture(picture)
        known = {line.id for line in self.seat.desk.applications.lines(self.seat.round_id)}
        click(page.save_button)
        wait(
            lambda: view.case_page.isVisible() and _shows(view, applicant.name), f"{applicant.name} is there"
        )
        self.seat.settle()
        lines = self.seat.desk.applications.lines(self.seat.round_id)
        applicant.id = next(line.id for line in lines if line.id not in known)

    def _fill_form(self, applicant: Applicant) -> None:
        form = self.view.new_page.form
        for name, words in applicant.register.items():
            if form.edits[name].text() != words:
                write(form.edits[name], words)
        if form.category.currentData() != applicant.category:
            choose(form.category, CATEGORY_WORDS[applicant.category])

    def refuse_wrong_code(self) -> None:
        """A code with a wrong check character is refused beside its field while it is typed."""
        self.to_list()
        click(self.view.new_button)
        form = self.view.new_page.form
        write(form.edits["credit_code"], "91990000MA0EX00770")
        wait(lambda: form.fields.error_of("credit_code"), "the wrong code is named")
        self.seat.picture("application-wrong-code")
        write(form.edits["credit_code"], "")
        click(self.view.new_page.back_button)

    def receive_again(self, applicant: Applicant, package: Path) -> None:
        """Take in the corrected package as a new version."""
        section = self.open(applicant, FILES, FilesSection)
        click(section.renew)
        choose_file(section.intake.file_button, package)
        wait(lambda: section.intake.result is not None, f"{package.name} is read")
        self.seat.picture("application-new-version")
        click(button_of(section, "收下材料包"))
        wait(
            lambda: section.case is not None and section.case.detail.package_version > 1, "the second version"
        )
        self.seat.settle()
        inventory = section.inventory
        names = [file.path for file in inventory.files] if inventory else []
        if not any(name.endswith("04 资质/营业执照.pdf") for name in names):
            raise JourneyStopped(f"names from the ZIP in GBK came out wrong: {names}")

    def look_at_files(self, applicant: Applicant, picture: str) -> None:
        """Look at the inventory; every file must be readable."""
        section = self.open(applicant, FILES, FilesSection)
        inventory = section.inventory
        if inventory is None or any(file.state is not FileState.SOUND for file in inventory.files):
            raise JourneyStopped(f"files of {applicant.name} cannot be read: {spoken(section.table)}")
        self.seat.picture(picture)

    def find_bad_files(self, applicant: Applicant, picture: str) -> None:
        """The empty file and the copy are named in the inventory."""
        section = self.open(applicant, FILES, FilesSection)
        inventory = section.inventory
        if inventory is None or len(inventory.unreadable()) != 1 or len(inventory.duplicates()) != 1:
            raise JourneyStopped(f"the empty file or the copy is not named: {spoken(section.table)}")
        click(section.only_bad)
        wait(lambda: section.table.rows_model.rowCount() == 2, "the list shows what is wrong only")
        self.seat.picture(picture)
        click(section.only_bad)

    # ------------------------------------------------------------ going about

    def to_list(self) -> None:
        """Go back to the list of applications."""
        view = self.view
        if view.case_page.isVisible():
            click(view.case_page.back)
        elif view.new_page.isVisible():
            click(view.new_page.back_button)

    def open(self, applicant: Applicant, part: str, kind: type[SectionT]) -> SectionT:
        """Open a part of the page about an application, from the list when another page is shown."""
        view = self.view
        if not (view.case_page.isVisible() and _shows(view, applicant.name)):
            self.to_list()
            if view.list.table is None:
                raise JourneyStopped("there is no list")
            click_row(view.list.table, applicant.id)
            wait(lambda: applicant.name in said_by(view.pane), f"the pane about {applicant.name}")
            self.seat.settle()
            click(view.pane.links[part])
            wait(lambda: view.case_page.isVisible() and _shows(view, applicant.name), "the page about it")
        click(view.case_page.chips[part])
        self.seat.settle()
        section = view.case_page.sections[part]
        if not isinstance(section, kind):
            raise JourneyStopped(f"{part} is not {kind.__name__}")
        return section

    # ------------------------------------------------------------ completeness

    def check_documents(self, applicant: Applicant, picture: str = "") -> int:
        """Look at what the names suggest, record it; returns how many documents are missing."""
        section = self.open(applicant, DOCUMENTS, DocumentsSection)
        if picture:
            self.seat.picture(picture)
        self.seat.do(section.save_button, "核对结果已记录")
        return sum(line.state in {"missing", "unusable"} for line in section.lines())

    def ask_for_correction(self, applicant: Applicant, files: Path) -> tuple[Path, ...]:
        """Make the notice of what is missing and save it; returns docx and PDF."""
        section = self.open(applicant, DOCUMENTS, DocumentsSection)
        click(section.notice_button)
        notice = section.notice
        write(notice.office, OFFICE)
        write(notice.contact, "林岚，000-0000000（示例）")
        write(notice.deadline, "2027-12-31")
        click(notice.make_button)
        wait(lambda: len(notice.findChildren(PaperRow)) >= 2, "the notice is made")
        self.seat.settle()
        self.seat.picture("application-notice")
        return self.save_papers(notice.findChildren(PaperRow), files, "补正通知")

    def save_papers(self, rows: list[PaperRow], files: Path, name: str) -> tuple[Path, ...]:
        """Save copies of papers by their buttons."""
        saved = []
        for row in rows:
            suffix = Path(row.file.name).suffix
            target = files / f"{name}{suffix}"
            choose_file(row.save_button, target)
            wait(target.is_file, f"{target.name} is saved")
            saved.append(target)
        self.seat.settle()
        return tuple(saved)

    # ------------------------------------------------------------ negative list and opinions

    def answer_negative(self, applicant: Applicant, picture: str = "") -> None:
        """Answer every head with its proof and the department that says so."""
        section = self.open(applicant, NEGATIVE, NegativeSection)
        proof = self.mailroom.proof(applicant)
        heads = tuple(section.table.rows_model.keys)
        for number, code in enumerate(heads, start=1):
            click_row(section.table, code)
            click(section.answers.buttons()[0])
            write_editable(section, "信用信息查询（示例）")
            drop(section.proof, proof)
            if picture and number == len(heads):
                self.seat.picture(picture)
            click(section.save_button)
            wait_for_words(section.summary.text, f"已核 {number} 项")
            self.seat.settle()

    def record_opinions(self, applicants: tuple[Applicant, ...], picture: str) -> None:
        """Record what every department says about every application, with number, date, signer and letter."""
        view = self.seat.go("opinions", OpinionsView)
        departments = self.seat.desk.opinions.departments(self.seat.round_id)
        pane, done = view.pane, 0
        for applicant in applicants:
            for column, (code, _, _) in enumerate(departments, start=1):
                if view.table is None:
                    raise JourneyStopped("there is no matrix")
                click_row(view.table, applicant.id, column)
                wait_for_words(pane.unit.text, applicant.name)
                letter, known = self.mailroom.letter(applicant, code)
                position = applicant.facts["opinions"].get(code, "agree")
                click(pane.segments[("agree", "conditional", "object").index(position)])
                if position != "agree":
                    write(pane.text, applicant.facts["words"][code])
                write(pane.number, f"{known['number']}12 号（示例）")
                write(pane.date, "2026-04-12")
                write(pane.signer, known["signer"])
                drop(pane.letter, letter)
                if done == 1:
                    self.seat.picture(f"{picture}-pane")
                done += 1
                click(pane.save_button)
                wait_for_words(view.figures["replied"].text, str(done), whole=True)
                self.seat.settle()
        self.seat.picture(picture)

    # ------------------------------------------------------------ experts

    def assign(self, applicant: Applicant, experts: tuple[str, ...], picture: str = "") -> None:
        """Ask every expert, by his name."""
        section = self.open(applicant, EXPERTS, ExpertsSection)
        for number, name in enumerate(experts, start=1):
            people = section.case.experts if section.case else ()
            click_row(section.table, next(one.fingerprint for one in people if one.name == name))
            wait_for_words(section.title.text, name, whole=True)
            click(section.assign_button)
            wait_for_words(section.summary.text, f"已分派 {number} 人")
            self.seat.settle()
        if picture:
            self.seat.picture(picture)

    def look_at_register(self, applicant: Applicant) -> None:
        """Look at the form about the unit."""
        self.open(applicant, REGISTER, CaseSection)
        self.seat.picture("application-register")


def write_editable(section: NegativeSection, words: str) -> None:
    """Type a department that the list does not offer."""
    line = section.department.lineEdit()
    if line is None:
        raise JourneyStopped("no department can be typed")
    write(line, words)


def _shows(view: ApplicationsView, name: str) -> bool:
    return view.case_page.title.text() == name
