"""Keys and vault, enrolment, the sealed bundle file, and taking bundles in.

The formats are in docs/bundle-format.md; what is and is not protected is in docs/security.md.
"""
