"""Look things up as of a date: a code, a policy, the coverage of a pair. One value each for every surface."""

from cleanclaim.lookup.codes import CodeRecord, code
from cleanclaim.lookup.coverage import CoverageRecord, coverage
from cleanclaim.lookup.policies import PolicyRecord, PolicySummary, policies, policy

__all__ = [
    "CodeRecord",
    "CoverageRecord",
    "PolicyRecord",
    "PolicySummary",
    "code",
    "coverage",
    "policies",
    "policy",
]
