"""What a page reads beside the window, so that looking through much holds nobody up."""

from collections.abc import Callable
from typing import Generic, TypeVar

from socialcase.errors import UserError
from socialcase.ui.jobs import Job
from socialcase.ui.page import PageContext

View = TypeVar("View")


class ReadingBeside(Generic[View]):
    """Reads with `act` in a job and gives what it read to `show`, in the window's thread.

    Asked again meanwhile, it reads once more afterwards. A `UserError` is explained over the page.
    """

    def __init__(
        self, context: PageContext, act: Callable[[], View], show: Callable[[View], object]
    ) -> None:
        self._context = context
        self._act = act
        self._show = show
        self._job: Job | None = None
        self._again = False

    def ask(self) -> None:
        """Read, now or as soon as what is being read has come."""
        if self._job is not None:
            self._again = True
            return
        self._again = False
        self._job = self._context.jobs.start(
            lambda _job: self._act(), done=self._came, failed=self._failed, stopped=self._ended
        )

    @property
    def busy(self) -> bool:
        """Whether anything is still to come."""
        return self._job is not None

    @property
    def asked_again(self) -> bool:
        """Whether it reads once more as soon as this has come."""
        return self._again

    def _came(self, view: View) -> None:
        if self._job is not None and not self._job.asked_to_stop():
            self._show(view)
        self._ended()

    def _failed(self, error: UserError) -> None:
        self._context.tell(error)
        self._ended()

    def _ended(self) -> None:
        # the window stops every job before it closes the workspace: then there is nothing to read
        shut = self._job is not None and self._job.asked_to_stop()
        self._job = None
        if self._again and not shut:
            self.ask()
