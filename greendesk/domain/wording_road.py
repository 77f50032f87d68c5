"""The fixed words that the papers of the road use for codes: conditions, how they stand, decisions, channels."""

from collections.abc import Mapping

GUARDS: Mapping[str, str] = {
    "package": "收到材料包",
    "documents": "材料齐全并经核对",
    "negative_list": "无负面清单情形",
    "negative_proofs": "逐项有证明材料",
    "opinions_in": "部门意见到齐",
    "no_objection": "部门没有反对",
    "initial_review": "初审意见为推荐",
    "deadline": "按期报送",
    "rule_issued": "等待的文件已发布",
    "panel_concluded": "专家组已有结论",
    "panel_recommends": "专家组推荐",
    "quota": "在名额之内",
    "selected": "列入推荐名单",
    "publicity_over": "公示期满",
    "objections_handled": "异议已处理",
    "announced": "名单已公布",
}
GUARD_STATES: Mapping[str, str] = {"holds": "符合", "open": "尚缺", "fails": "不符合"}
CHANNELS: Mapping[str, str] = {"address": "通讯地址", "telephone": "联系电话", "email": "电子邮箱"}
RECOMMENDED: Mapping[bool, str] = {True: "推荐", False: "不推荐"}
UPHELD: Mapping[bool, str] = {True: "异议成立", False: "异议不成立"}
