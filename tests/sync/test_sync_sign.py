"""SSHSIG signatures: one writing, one namespace, and OpenSSH agrees."""

import shutil
import subprocess
from pathlib import Path

import pytest

from socialcase.sync.sign import (
    BUNDLE,
    CARD,
    SignatureBad,
    allowed_signers,
    is_public_key,
    new_signing_key,
    public_of,
    sign,
    verify,
)

KEY = new_signing_key()
DATA = "Заявка\n".encode()


def test_a_signature_holds_for_its_data_key_and_namespace_only() -> None:
    signature = sign(DATA, KEY, BUNDLE)
    verify(DATA, signature, public_of(KEY), BUNDLE)
    with pytest.raises(SignatureBad):
        verify(DATA + b" ", signature, public_of(KEY), BUNDLE)
    with pytest.raises(SignatureBad):
        verify(DATA, signature, public_of(new_signing_key()), BUNDLE)
    with pytest.raises(SignatureBad):
        verify(DATA, signature, public_of(KEY), CARD)


def test_no_other_writing_of_the_signature_is_accepted() -> None:
    signature = sign(DATA, KEY, BUNDLE)
    for at in range(len(signature)):
        changed = bytearray(signature)
        changed[at] ^= 1
        with pytest.raises(SignatureBad):
            verify(DATA, bytes(changed), public_of(KEY), BUNDLE)
    others = (
        b"",
        signature[:-1],
        signature + b"\n",
        b"\n" + signature,
        signature.replace(b"\n", b"\r\n"),
        signature * 9,
    )
    for other in others:
        with pytest.raises(SignatureBad):
            verify(DATA, other, public_of(KEY), BUNDLE)


def test_only_canonical_public_keys_count() -> None:
    public = public_of(KEY)
    assert is_public_key(public)
    for other in (
        "",
        public + " ",
        public + " comment",
        public[:-4],
        "ssh-rsa AAAA",
        "ssh-ed25519 ???",
    ):
        assert not is_public_key(other)


def test_openssh_accepts_our_signature_and_we_accept_openssh(tmp_path: Path) -> None:
    tool = shutil.which("ssh-keygen")
    assert tool, "install it: apt-get install openssh-client"
    (tmp_path / "allowed").write_text(allowed_signers(public_of(KEY), "laptop"))
    (tmp_path / "data.sig").write_bytes(sign(DATA, KEY, BUNDLE))
    command = [
        tool,
        "-Y",
        "verify",
        "-f",
        "allowed",
        "-I",
        "laptop",
        "-n",
        BUNDLE,
        "-s",
        "data.sig",
    ]
    good = subprocess.run(command, input=DATA, cwd=tmp_path, capture_output=True, check=False)
    assert good.returncode == 0, good.stderr
    assert b"Good" in good.stdout
    bad = subprocess.run(command, input=DATA + b"x", cwd=tmp_path, capture_output=True, check=False)
    assert bad.returncode != 0

    subprocess.run(
        [tool, "-q", "-t", "ed25519", "-N", "", "-f", "theirs"], cwd=tmp_path, check=True
    )
    (tmp_path / "message").write_bytes(DATA)
    subprocess.run(
        [tool, "-q", "-Y", "sign", "-f", "theirs", "-n", BUNDLE, "message"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    kind, body, _ = (tmp_path / "theirs.pub").read_text().split(" ")
    verify(DATA, (tmp_path / "message.sig").read_bytes(), f"{kind} {body}", BUNDLE)
