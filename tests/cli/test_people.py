"""`rapport creators merge`, `unmerge`, `forget`, `export`."""

import json
from pathlib import Path

from click.testing import CliRunner, Result
from tests.cast import Cast

from rapport.creators.models import Creator
from rapport.project.main import rapport_command


def rapport(*words: str) -> Result:
    return CliRunner().invoke(rapport_command, ["creators", *words])


def test_two_are_merged_and_made_two_again(cast: Cast) -> None:
    made = json.loads(rapport("merge", "anna", "bao", "--json").output)
    assert made == {"kept": cast.anna.pk, "merged": cast.bao.pk, "undone": False}
    assert rapport("unmerge", "@anna").exit_code == 0
    assert not Creator.objects.exclude(merged_into=None).exists()
    assert rapport("unmerge", "anna").exit_code == 2


def test_forgetting_asks_first(cast: Cast) -> None:
    assert rapport("forget", "anna").exit_code == 1
    assert Creator.objects.filter(handle="anna").exists()
    assert json.loads(rapport("forget", "anna", "--yes", "--json").output)["forgotten"] is True
    assert not Creator.objects.filter(handle="anna").exists()


def test_the_library_is_written_to_a_file(cast: Cast, tmp_path: Path) -> None:
    whole, handed_out = tmp_path / "all.csv", tmp_path / "am.csv"
    assert json.loads(rapport("export", str(whole), "--json").output)["creators"] == 5
    assert rapport("export", "--deidentified", str(handed_out)).exit_code == 0
    assert "anna" in whole.read_text(encoding="utf-8-sig")
    assert "anna" not in handed_out.read_text(encoding="utf-8-sig")
