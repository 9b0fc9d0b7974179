"""What README and the repository promise stays true."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))


def test_the_rule_table_is_the_one_the_rules_make() -> None:
    import rule_table

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert rule_table.rewritten(text) == text


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bootstrap.lock"])
def test_a_lock_pins_by_hash_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text and "://" not in text


def test_no_lock_with_addresses_is_tracked() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    assert not {"uv.lock", "pylock.toml"} & set(tracked)


def test_both_commands_stand_on_the_first_screen() -> None:
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:12])
    assert "make run" in first and "make test" in first


def test_every_language_has_the_phrases_of_english() -> None:
    folder = ROOT / "src" / "cleanclaim" / "drafting"
    english, spanish = (
        yaml.safe_load((folder / f"phrases.{x}.yaml").read_text(encoding="utf-8")) for x in ("en", "es")
    )
    assert english.keys() == spanish.keys()
