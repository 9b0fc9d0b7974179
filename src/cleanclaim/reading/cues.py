"""The few words of a question that deciding still looks for. A closed list, so that a scenario stands without its question.

A receipt keeps the scenario and never the words around these: adding one here is what lets `Scenario.says` ask for it.
"""

CUES = (
    "ablation",
    "abn",
    "advance beneficiary",
    "any lcd",
    "any ncd",
    "bilateral",
    "bursa",
    "diagnos",
    "dorsal ram",
    "dx",
    "e-stim guid",
    "e-stim",
    "each",
    "electrical stim",
    "electri",
    "electro",
    "electromyog",
    "emg",
    "estim",
    "facet",
    "have an",
    "icd",
    "inject",
    "intra",
    "is there",
    "joint",
    "lcd",
    "list",
    "mbb",
    "medial branch",
    "mismo punto",
    "muscle",
    "ncd",
    "neurolysis",
    "neurolytic",
    "no abn",
    "no stim",
    "not sign",
    "phenol",
    "pulsed",
    "radiofrequency",
    "repeat",
    "repeti",
    "rfa",
    "same point",
    "same tp",
    "same trigger",
    "signed",
    "single trigger point",
    "stimulation",
    "support",
    "tpi",
    "trigger point",
    "w/ stim",
    "with stim",
    "without",
)


def read(question: str) -> tuple[str, ...]:
    """Give the cues that stand in a question, wherever they stand."""
    lower = question.lower()
    return tuple(cue for cue in CUES if cue in lower)
