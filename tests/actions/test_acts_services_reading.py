"""What the Services tab reads does not grow with the referrals of a case."""

from collections.abc import Callable

import pytest

from socialcase.actions.referrals import add_referral, send_referral
from socialcase.actions.service_views import services_of
from socialcase.actions.workspaces import Workspace
from socialcase.storage.reading import Reading


def reads(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> int:
    """How often `act` asks the database for records."""
    asked: list[str] = []
    with monkeypatch.context() as patched:
        for name in ("get", "page", "count"):
            whole = getattr(Reading, name)

            def counted(*values: object, _whole: Callable[..., object] = whole, **more: object):  # type: ignore[no-untyped-def]
                asked.append("")
                return _whole(*values, **more)

            patched.setattr(Reading, name, counted)
        act()
    return len(asked)


def test_twelve_referrals_are_read_as_fast_as_two(
    laptop: Workspace, case: str, carers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refer(times: int) -> int:
        for _ in range(times):
            uid = add_referral(laptop, case, "home_care", provider=carers).record
            send_referral(laptop, uid)
        return reads(monkeypatch, lambda: services_of(laptop, case))

    assert refer(2) == refer(10)
    assert len(services_of(laptop, case).referrals) == 12
    assert {line.provider is None for line in services_of(laptop, case).referrals} == {False}
