"""Versions that the program brought in the past: offered no more, and what was filled opens."""

import pytest

from socialcase.actions.form_library import all_forms, forms
from socialcase.actions.form_shipping import EARLIER
from socialcase.actions.form_versions import open_version
from socialcase.actions.workspaces import Workspace
from socialcase.settings import shipped

KEPT = sorted(file.name for file in shipped("forms", EARLIER).glob("*.xlsx"))


def test_each_of_them_is_there_and_none_is_offered(laptop: Workspace) -> None:
    retired = {one.file_name: one for one in all_forms(laptop) if one.state == "retired"}
    offered = {one.form_id: one for one in forms(laptop)}

    assert sorted(retired) == KEPT
    for name, one in retired.items():
        assert name == f"{one.form_id}-{one.version}.xlsx"
        assert one.version < offered[one.form_id].version


@pytest.mark.parametrize("name", KEPT)
def test_it_opens_exactly_as_it_was(laptop: Workspace, name: str) -> None:
    (kept,) = [one for one in all_forms(laptop) if one.file_name == name]

    ready = open_version(laptop, kept.content_hash)

    assert ready.content_hash == kept.content_hash
    assert (ready.form.form_id, ready.form.version) == (kept.form_id, kept.version)
