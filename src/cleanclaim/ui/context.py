"""The context picker: for which contractor, payer, day and place a question is asked; kept between visits."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from cleanclaim.reading import places
from cleanclaim.storage import preferences
from cleanclaim.ui import opened

_PREFERENCE = "context"
_NAMES = {
    "bcbs": "BCBS (any plan)", "bcbsfl": "BCBS Florida", "bcbsma": "BCBS Massachusetts", "bcbst": "BCBS Tennessee",
    "caresource": "CareSource", "emblemhealth": "EmblemHealth", "evicore": "eviCore", "ibx": "Independence (IBX)",
    "odg": "ODG (workers' compensation)", "tricare": "TRICARE", "unitedhealthcare": "UnitedHealthcare",
    "workers-comp": "Workers' compensation",
}  # fmt: skip


def picker(owner: str) -> dict[str, str]:
    """Draw the picker and give what is picked, as the fields that a question is asked with."""
    _remember(owner)
    contractors = _contractors()
    settings = st.session_state
    now = _picked(settings["cc-where"], settings["cc-payer"], settings["cc-day"], settings["cc-place"])
    with st.popover(said(now), icon=":material/tune:", help="For whom and when the question is asked"):
        st.markdown("**For whom, when and where** — kept for your next questions and shown on every answer.")
        left, right = st.columns(2)
        with left:
            where = ["", *(f"mac:{mac}" for mac in places.macs()), *(f"state:{s}" for s in contractors)]
            st.selectbox("State or MAC", where, key="cc-where", format_func=lambda w: _where(w, contractors))
            st.date_input("Date of service", key="cc-day", format="YYYY-MM-DD", help="Empty: judged as of today.")
        with right:
            st.selectbox("Payer", ["", *places.payers()], key="cc-payer", format_func=_payer)
            settings_of = _settings()
            st.selectbox(
                "Place of service",
                ["", *settings_of],
                key="cc-place",
                format_func=lambda p: settings_of.get(p, "Not given"),
            )
    picked = _picked(settings["cc-where"], settings["cc-payer"], settings["cc-day"], settings["cc-place"])
    if picked != settings["context"]:
        settings["context"] = picked
        preferences.prefer(opened.database(), owner, _PREFERENCE, picked)
    return picked


def said(picked: Mapping[str, str]) -> str:
    """Say a context in one line."""
    where = picked.get("state") or (f"MAC {picked['mac']}" if "mac" in picked else "All states")
    day = f"DOS {picked['date_of_service']}" if "date_of_service" in picked else "today"
    place = [f"POS {picked['place_of_service']}"] if "place_of_service" in picked else []
    return " · ".join([where, _payer(picked["payer"]) if "payer" in picked else "any payer", day, *place])


def _remember(owner: str) -> None:
    """Set the widgets to what was last picked: in this tab, or else on an earlier visit."""
    settings = st.session_state
    if "context" not in settings:
        settings["context"] = preferences.preferred(opened.database(), owner, _PREFERENCE) or {}
    if "cc-where" in settings:
        return
    last = settings["context"]
    place = f"state:{last['state']}" if "state" in last else f"mac:{last['mac']}" if "mac" in last else ""
    settings["cc-where"] = place
    settings["cc-payer"] = last.get("payer", "")
    settings["cc-day"] = date.fromisoformat(last["date_of_service"]) if "date_of_service" in last else None
    settings["cc-place"] = last.get("place_of_service", "")


def _picked(where: str, payer: str, day: date | None, place: str) -> dict[str, str]:
    kind, _, name = where.partition(":")
    given = {kind: name, "payer": payer, "date_of_service": str(day) if day else "", "place_of_service": place}
    return {field: value for field, value in given.items() if value}


@st.cache_data(show_spinner=False)
def _contractors() -> dict[str, str]:
    assistant = opened.assistant()
    tables = assistant.tables_on(assistant.today())
    found = {state: tables.jurisdiction(state) for state in places.states()}
    return {state: f"{row.mac} {row.jurisdiction}" for state, row in found.items() if row}


@st.cache_data(show_spinner=False)
def _settings() -> dict[str, str]:
    assistant = opened.assistant()
    tables = assistant.tables_on(assistant.today())
    # The places pain practices work in first, then all others by number.
    codes = dict.fromkeys(["11", "22", "24", "19", *(f"{n:02}" for n in range(1, 100))])
    found = {code: tables.place(code) for code in codes}
    return {code: f"{code} {row.name}" for code, row in found.items() if row}


def _where(option: str, contractors: Mapping[str, str]) -> str:
    kind, _, name = option.partition(":")
    if kind == "mac":
        return f"MAC {name} ({', '.join(s for s, mac in contractors.items() if mac.startswith(name + ' '))})"
    return f"{name} · {contractors[name]}" if name else "All states"


def _payer(word: str) -> str:
    return _NAMES.get(word) or word.replace("-", " ").title() or "Not given"
