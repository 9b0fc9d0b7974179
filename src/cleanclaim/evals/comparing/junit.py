"""A comparison as JUnit XML, which every CI server draws."""

from xml.etree import ElementTree

from cleanclaim.evals.comparing import Comparison


def xml(comparison: Comparison, objections: tuple[str, ...]) -> str:
    """Give one test a case, failed where it got worse or is unsafe, and one for the gate itself."""
    after = comparison.after
    worse = {p.id: p for p in comparison.worse}
    suite = ElementTree.Element("testsuite", name="cleanclaim eval", timestamp=after.head.started.isoformat())
    for case in sorted(after.cases, key=lambda c: (c.kind, c.id)):
        test = ElementTree.SubElement(suite, "testcase", classname=case.kind, name=case.id, time=f"{case.seconds:.3f}")
        why = "; ".join(
            (*(worse[case.id].worse if case.id in worse else ()), *(s.why for s in case.scores if s.unsafe))
        )
        if case.id in worse or case.is_unsafe:
            ElementTree.SubElement(test, "failure", message=why or f"was right, now {case.outcome}")
        elif case.outcome == "cannot_judge":
            ElementTree.SubElement(test, "skipped", message="nothing could judge the answer")
        elif not case.is_right:
            # Known and no worse than before: CI must see it without failing on it.
            ElementTree.SubElement(test, "system-out").text = "; ".join(s.why for s in case.failed)
    gate = ElementTree.SubElement(suite, "testcase", classname="gate", name="may pass")
    if objections:
        ElementTree.SubElement(gate, "failure", message=objections[0]).text = "\n".join(objections)
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"
