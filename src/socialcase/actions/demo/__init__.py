"""The demo: an invented office and its laptops, and a story that runs the main job on them."""
