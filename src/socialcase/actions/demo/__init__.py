"""The demo: an invented office and its laptops, and a story that runs the main job on them."""

from socialcase.actions.demo.outcome import ConflictShown, DemoOutcome
from socialcase.actions.demo.story import run_demo

__all__ = ["ConflictShown", "DemoOutcome", "run_demo"]
