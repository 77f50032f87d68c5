"""The layout of the form for a department's reply (回函表), shared by what prints it and what reads it back.

Column A carries what the program needs to find its way: the form's mark, whom it answers, one id for each row.
"""

from collections.abc import Mapping

SHEET = "回函表"
MARK, VERSION = "greendesk-reply", 1
ROUND_ROW, RECORD_ROW, DEPARTMENT_ROW = 2, 3, 4  # of column A; the mark is in row 1
NUMBER, DATE, SIGNER = "reply:number", "reply:date", "reply:signer"  # rows with one answer each
ANSWER_COLUMN = 4  # where those answers stand: D
COLUMNS = "reply:columns"  # the row that says what each column holds; applicants follow below it
POSITION, TEXT, HEAD = "position", "text", "head:"  # a head of the negative list follows its colon
HEAD_WORDS: Mapping[str, str] = {"none": "无", "has": "有"}
POSITION_WORDS: Mapping[str, str] = {"agree": "同意", "conditional": "有条件同意", "object": "不同意"}
