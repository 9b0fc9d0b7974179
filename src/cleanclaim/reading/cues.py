"""The few words of a question that deciding still looks for. A closed list, so that a scenario stands without its question.

A receipt keeps the scenario and never the words around these: adding one here is what lets `Scenario.says` ask for it.
"""

CUES = (
    "ablation",
    "abn",
    "advance beneficiary",
    "bilateral",
    "diagnos",
    "dx",
    "dorsal ram",
    "each",
    "icd",
    "inject",
    "list",
    "mbb",
    "medial branch",
    "muscle",
    "neurolysis",
    "radiofrequency",
    "repeat",
    "repeti",
    "rfa",
    "same point",
    "same tp",
    "same trigger",
    "mismo punto",
    "single trigger point",
    "support",
    "tpi",
    "trigger point",
    "without",
)


def read(question: str) -> tuple[str, ...]:
    """Give the cues that stand in a question, wherever they stand."""
    lower = question.lower()
    return tuple(cue for cue in CUES if cue in lower)
