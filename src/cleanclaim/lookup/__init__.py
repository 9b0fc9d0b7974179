"""Look things up as of a date: a code, a policy, the coverage of a pair, passages, a rule. One value each for every surface."""

from cleanclaim.lookup.codes import CodeRecord, code
from cleanclaim.lookup.coverage import CoverageRecord, coverage
from cleanclaim.lookup.passages import FoundPassages, passages
from cleanclaim.lookup.policies import PolicyRecord, PolicySummary, policies, policy
from cleanclaim.lookup.rules import RuleRecord, rule, rules

__all__ = [
    "CodeRecord",
    "CoverageRecord",
    "FoundPassages",
    "PolicyRecord",
    "PolicySummary",
    "RuleRecord",
    "code",
    "coverage",
    "passages",
    "policies",
    "policy",
    "rule",
    "rules",
]
