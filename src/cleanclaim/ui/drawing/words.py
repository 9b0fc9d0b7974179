"""The words and tones of statuses: always colour, sign and word together."""

VERDICTS = {
    "yes": ("ok", "Yes, as checked"),
    "no": ("bad", "No"),
    "depends": ("warn", "It depends"),
    "needs_information": ("ask", "One fact is missing"),
    "out_of_scope": ("blind", "Outside what this answers"),
}
CODING = {
    "pass": ("ok", "Coding: pass"),
    "conditional": ("warn", "Coding: conditional"),
    "fail": ("bad", "Coding: fail"),
    "not_checked": ("blind", "Coding: not checked"),
}
COVERAGE = {
    "covered": ("ok", "Coverage: covered"),
    "depends": ("warn", "Coverage: depends"),
    "not_covered": ("bad", "Coverage: not covered"),
    "not_checked": ("blind", "Coverage: not checked"),
}
OUTCOMES = {"fail": ("bad", "fails"), "conditional": ("warn", "conditional")}
# The gravest first.
SEVERITIES = {"denied": "denied", "at_risk": "at risk", "note": "to note"}
GRADES = {
    "official": ("ok", "official text"),
    "secondary": ("warn", "secondary source"),
    "unverified": ("blind", "unverified"),
}
STANCES = {"recommended": "report", "asked": "asked", "rejected": "do not report", "mentioned": "mentioned"}
REVIEWS = {
    "composed": "Worded by rules",
    "approved": "Worded by a model, checked by the gate",
    "corrected": "Worded by a model, corrected by the gate",
    "withheld": "The model's wording was withheld; worded by rules",
}
