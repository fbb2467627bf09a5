"""A bundle opens and verifies with stock age, tar, zstd and ssh-keygen: no program of ours needed.

The commands are those of docs/bundle-format.md.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from socialcase.storage import Store
from socialcase.sync.keys import workspace_keys
from socialcase.sync.seal import new_identity, recipient_of, seal
from socialcase.sync.sign import BUNDLE, allowed_signers
from tests.sync.field import NORTH, field_of, open_case

TOOLS = ("age", "tar", "zstd", "ssh-keygen")
DOCUMENT = Path(__file__).parents[2] / "docs" / "bundle-format.md"


@pytest.fixture(autouse=True)
def _tools() -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("SOCIALCASE_WITHOUT_STOCK_TOOLS"):
        pytest.skip(f"not installed: {missing}")
    assert not missing, f"apt-get install age tar zstd openssh-client ({missing} not found)"


def _run(command: str, folder: Path) -> bytes:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _opened(store: Store, sender: Store, bundle: Path, folder: Path) -> Path:
    """The commands of the document, run in `folder`."""
    folder.mkdir()
    (folder / "key.txt").write_text(workspace_keys(store.meta).workspace + "\n")
    (folder / "signers").write_text(
        allowed_signers(workspace_keys(sender.meta).sign_key, sender.device)
    )
    shutil.copy(bundle, folder / "bundle.scbundle")
    commands = [
        "age --decrypt --identity key.txt bundle.scbundle | tar --extract",
        f"ssh-keygen -Y verify -f signers -I {sender.device} -n {BUNDLE}"
        " -s manifest.sig < manifest.json",
        "zstd --decompress --quiet changes.ndjson.zst",
    ]
    text = DOCUMENT.read_text(encoding="utf-8")
    for command in commands:
        assert command.replace(sender.device, "SENDER") in text, "the document shows this command"
        _run(command, folder)
    return folder


def test_a_bundle_opens_with_stock_tools(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,)), boss=("coordinator", ())) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        field.carry(office, jeren)
        open_case(jeren, f"etrap:{NORTH}", "печь не греет")
        open_case(jeren, f"named:{jeren.viewer},{boss.viewer}", "restricted words")
        written = field.send(jeren)
        folder = _opened(office, jeren, written.path, tmp_path / "opened")
        manifest = json.loads((folder / "manifest.json").read_text())
        for part in manifest["parts"]:
            data = (folder / part["name"]).read_bytes()
            assert len(data) == part["size"]
            assert hashlib.sha256(data).hexdigest() == part["sha256"]
        lines = (folder / "changes.ndjson").read_text().splitlines()
        first = json.loads(lines[0])
        assert first["rows"] == manifest["changes"]
        assert first["stubs"] == manifest["stubs"]
        assert len(lines) == 1 + first["rows"] + first["stubs"]
        values = [json.loads(line)[7] for line in lines[1 : 1 + first["rows"]]]
        assert "печь не греет" in values
        assert "restricted words" not in (folder / "changes.ndjson").read_text()
        (sealed,) = [part["name"] for part in manifest["parts"] if part["people"]]
        (folder / "person.txt").write_text(workspace_keys(boss.meta).person + "\n")
        inner = f"age --decrypt --identity person.txt {sealed} | zstd --decompress --stdout"
        assert "restricted words" in _run(inner, folder).decode()
        assert _chain(manifest, lines) == manifest["segments"][0]["after"]


def test_an_office_bundle_opens_with_stock_tools(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        jeren, office = field.stores["jeren"], field.office
        open_case(jeren, f"etrap:{NORTH}")
        field.carry(jeren, office)
        folder = _opened(jeren, office, field.send(office, jeren).path, tmp_path / "opened")
        manifest = json.loads((folder / "manifest.json").read_text())
        assert manifest["kind"] == "relay"
        assert manifest["acks"][0]["device"] == jeren.device


def test_an_encrypted_file_opens_with_the_key_in_its_record(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        jeren, office = field.stores["jeren"], field.office
        case = open_case(jeren, f"etrap:{NORTH}")
        photo, key = b"a photograph " * 40_000, new_identity()
        with jeren.attachments.new() as file:
            seal(io.BytesIO(photo), file, [recipient_of(key)])
        with jeren.transaction(jeren.viewer) as tx:
            values = {"case": case, "file": file.name, "key": key}
            tx.create("attachment", f"case:{case}", values)
        folder = _opened(office, jeren, field.send(jeren).path, tmp_path / "opened")
        manifest = json.loads((folder / "manifest.json").read_text())
        assert [part["name"] for part in manifest["parts"][1:]] == [f"blob/{file.name}"]
        assert hashlib.sha256((folder / "blob" / file.name).read_bytes()).hexdigest() == file.name
        assert key in (folder / "changes.ndjson").read_text()
        (folder / "file.txt").write_text(key + "\n")
        assert _run(f"age --decrypt --identity file.txt blob/{file.name}", folder) == photo


def _chain(manifest: dict[str, list[dict[str, str]]], lines: list[str]) -> str:
    """The chain's head, worked out from the document alone with nothing of the program."""
    import base64

    names = json.loads(lines[0])
    entries = []
    for line in lines[1 : 1 + names["rows"]]:
        stream, seq, lamport, wall, save, path, record, value, salt, author, parents, _ = (
            json.loads(line)
        )
        mark = b"\x00" if value is None else b"\x01" + value.encode()
        commitment = hashlib.sha256(base64.b64decode(salt) + mark).hexdigest()
        header = [
            *names["streams"][stream], seq, lamport, wall, names["saves"][save],
            names["records"][record], names["fields"][path], names["authors"][author],
            [[*names["streams"][s], n] for s, n in parents], commitment,
        ]  # fmt: skip
        text = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
        entries.append((seq, save, hashlib.sha256(text.encode()).digest()))
    for line in lines[1 + names["rows"] :]:
        _, seq, save, hashed, _ = json.loads(line)
        entries.append((seq, save, base64.b64decode(hashed)))
    head = bytes.fromhex(manifest["segments"][0]["before"])
    by_save: dict[int, list[bytes]] = {}
    for _, save, hashed in sorted(entries):
        by_save.setdefault(save, []).append(hashed)
    for hashes in by_save.values():
        head = hashlib.sha256(head + b"".join(hashes)).digest()
    return head.hex()
