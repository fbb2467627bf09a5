"""The window: everything that people see and touch. The only room that knows Qt."""
