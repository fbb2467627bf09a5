"""Restricted records: only the named read them; the office passes on what it cannot read."""

from pathlib import Path
from random import Random

import pytest

from socialcase.cases.changes import Held
from socialcase.cases.records import Case, Comment, Note
from socialcase.errors import BundleRefused
from socialcase.storage import Store
from socialcase.sync.keys import workspace_keys
from socialcase.sync.receive import merge_bundle
from socialcase.sync.seal import SealBroken, unseal_bytes
from tests.sync.field import NORTH, SOUTH, Field, field_of, open_case
from tests.sync.forge import Forge, Target

SPECIALIST = ("specialist", (NORTH,))
COORDINATOR = ("coordinator", ())


def _told(field: Field) -> None:
    """Everyone learns of everyone's keys."""
    for name, store in field.stores.items():
        if name != "office":
            field.carry(field.office, store)


def _cases(store: Store) -> set[str]:
    with store.reading() as reading:
        return {case.uid for case in reading.page(Case)}


def test_the_office_relays_what_it_cannot_read(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        office = field.office
        _told(field)
        plain = open_case(jeren, f"etrap:{NORTH}")
        secret = open_case(jeren, f"named:{jeren.viewer},{boss.viewer}", "sealed worry")
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "worry", "sealed worry, more")
            tx.set(plain, "worry", "in the same save")
        (summary,) = field.carry(jeren, office)
        assert summary.sealed > 0
        assert not summary.held, "stubs are not changes"
        assert _cases(office) == {plain}
        with office.reading() as reading:
            assert not reading.search("sealed worry")
            assert reading.history(secret) == []
        head = office.exchange.stream_head(jeren.device, jeren.epoch)
        own = jeren.exchange.stream_head(jeren.device, jeren.epoch)
        assert (head.contiguous_seq, head.head) == (own.last_seq, own.head), "the chain verifies"

        (report,) = field.carry(office, boss)
        assert not report.held
        assert not report.notices
        assert _cases(boss) == {plain, secret}
        with boss.reading() as reading:
            found = reading.get(Case, secret)
            assert found is not None
            assert found.worry == "sealed worry, more"
            assert len(reading.history(secret, "case.worry")) == 2
        field.carry(office, ogul)
        assert _cases(ogul) == {plain}
        assert office.rebuild().equal
        assert boss.rebuild().equal


def test_an_answer_inside_a_restricted_file_comes_back(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        _told(field)
        secret = open_case(jeren, f"named:{jeren.viewer},{boss.viewer}")
        field.carry(jeren, office)
        field.carry(office, boss)
        with boss.transaction(boss.viewer) as tx:
            tx.create("note", f"case:{secret}", {"case": secret, "text": "answer"})
        (summary,) = field.carry(boss, office)
        assert summary.sealed == 3
        field.carry(office, jeren)
        with jeren.reading() as reading:
            assert [note.text for note in reading.page(Note)] == ["answer"]
        with office.reading() as reading:
            assert reading.count(Note) == 0


def test_a_coordinators_approval_in_a_restricted_file_counts(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        office = field.office
        _told(field)
        names = sorted((jeren.viewer, boss.viewer, ogul.viewer))
        secret = open_case(jeren, f"named:{','.join(names)}")
        field.carry(jeren, office)
        field.carry(office, boss)
        field.carry(office, ogul)
        for store in (boss, ogul):
            with store.transaction(store.viewer) as tx:
                values = {"case": secret, "kind": "approve", "text": store.device}
                tx.create("comment", f"case:{secret}", values)
            field.carry(store, office)
        (summary,) = field.carry(office, jeren)
        assert summary.held == {Held.SCOPE: 1}, "a specialist's approval is held"
        with jeren.reading() as reading:
            kinds = {c.text: c.kind for c in reading.page(Comment)}
        assert kinds == {boss.device: "approve", ogul.device: ""}


def test_a_named_officer_reads_it_and_seals_it_on(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST) as field:
        jeren, ogul, office = field.stores["jeren"], field.stores["ogul"], field.office
        _told(field)
        names = ",".join(sorted((jeren.viewer, office.viewer)))
        secret = open_case(jeren, f"named:{names}", "for the officer")
        field.carry(jeren, office)
        assert _cases(office) == {secret}
        with office.transaction(office.viewer) as tx:
            tx.set(secret, "worry", "officer's words")
        field.carry(office, ogul)
        assert _cases(ogul) == set()
        field.carry(office, jeren)
        with jeren.reading() as reading:
            found = reading.get(Case, secret)
            assert found is not None
            assert found.worry == "officer's words"


def test_closing_an_open_case_reaches_the_office(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, office = field.stores["jeren"], field.office
        _told(field)
        case = open_case(jeren, f"etrap:{NORTH}")
        field.carry(jeren, office)
        assert _cases(office) == {case}
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(case, "audience", f"named:{jeren.viewer}")
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(case, "worry", "not for the office")
        (summary,) = field.carry(jeren, office)
        assert summary.sealed == 1
        assert _cases(office) == set(), "from now on it is hidden there"


def test_a_sealed_part_does_not_open_other_peoples_records(tmp_path: Path) -> None:
    """A specialist who seals changes of a foreign open case to the coordinator is held."""
    with field_of(
        tmp_path, jeren=SPECIALIST, meret=("specialist", (SOUTH,)), boss=COORDINATOR
    ) as field:
        jeren, meret, boss = (field.stores[name] for name in ("jeren", "meret", "boss"))
        office = field.office
        _told(field)
        case = open_case(jeren, f"etrap:{NORTH}", "hers")
        field.carry(jeren, office)
        field.carry(office, boss)
        with meret.transaction(meret.viewer) as tx:
            audience = f"named:{meret.viewer},{boss.viewer}"
            tx.create("case", audience, {"worry": "smuggled"}, uid=case)
        field.carry(meret, office)
        (summary,) = field.carry(office, boss)
        assert summary.held.get(Held.SCOPE, 0) == 2
        with boss.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.worry == "hers"


def test_the_bundle_itself_hides_it_from_the_office_key(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss = field.stores["jeren"], field.stores["boss"]
        _told(field)
        secret = open_case(jeren, f"named:{jeren.viewer},{boss.viewer}", "nobody else")
        field.carry(jeren, field.office)
        (part,) = field.office.exchange.sealed_for(frozenset({boss.viewer}))
        assert set(part.recipients) == {jeren.viewer, boss.viewer}
        keys = workspace_keys(field.office.meta)
        for identity in (keys.workspace, keys.person):
            with pytest.raises(SealBroken) as caught:
                unseal_bytes(part.content, [identity], 1 << 20, 16)
            assert caught.value.why == "not_for_us"
        for file in field.office.folder.rglob("*"):
            if file.is_file():
                assert secret.encode() not in file.read_bytes()


def test_opening_a_restricted_case_brings_its_whole_history(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        office = field.office
        _told(field)
        secret = open_case(jeren, f"named:{jeren.viewer},{boss.viewer}", "first words")
        field.carry(jeren, office)
        field.carry(office, boss)
        with boss.transaction(boss.viewer) as tx:
            tx.create("note", f"case:{secret}", {"case": secret, "text": "answer"})
        field.carry(boss, office)
        field.carry(office, jeren)  # confirms what jeren sent
        field.carry(office, boss)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "audience", f"etrap:{NORTH}")
        lost = field.send(jeren)
        assert lost.changes > 1, "the whole history goes along"
        (summary,) = field.carry(jeren, office)
        assert not summary.held
        with office.reading() as reading:
            found = reading.get(Case, secret)
            assert found is not None
            assert found.worry == "first words"
        field.carry(office, boss)
        field.carry(boss, office)
        with office.reading() as reading:
            assert [note.text for note in reading.page(Note)] == ["answer"]
        field.carry(office, ogul)
        assert _cases(ogul) == {secret}
        field.carry(office, jeren)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "worry", "later")
        assert field.send(jeren).changes == 1, "once confirmed it is not sent again"
        assert office.rebuild().equal


def test_naming_one_more_person_brings_them_the_whole_history(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        _told(field)
        secret = open_case(jeren, f"named:{jeren.viewer}", "first words")
        field.carry(jeren, office)
        field.carry(office, jeren)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "audience", f"named:{jeren.viewer},{boss.viewer}")
        field.carry(jeren, office)
        assert _cases(office) == set()
        (summary,) = field.carry(office, boss)
        assert not summary.held
        with boss.reading() as reading:
            found = reading.get(Case, secret)
            assert found is not None
            assert found.worry == "first words"


def test_what_is_sent_again_must_be_known(tmp_path: Path) -> None:
    """A row before the segments with another content is held as a fork, an unknown one refused."""
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren, office = field.stores["jeren"], field.office
        case = open_case(jeren, f"etrap:{NORTH}", "the truth")
        field.carry(jeren, office)
        target = Target(office, jeren, case, "", "", NORTH, NORTH, b"")
        before = office.digest()
        for seq, reason in ((2, ""), (90, "earlier_missing")):
            forge = Forge(target, Random(seq))
            forge.epoch = jeren.epoch
            lie = forge.forged([forge.change(seq, case, "case.worry", "a lie")])
            lie.manifest.update(segments=[], again=1)
            file = field.stick / "lie.scbundle"
            file.write_bytes(forge.sealed(lie))
            if not reason:
                assert merge_bundle(office, file).held == {Held.FORK: 1}
                continue
            with pytest.raises(BundleRefused) as caught:
                merge_bundle(office, file)
            assert caught.value.reason == reason
        assert office.digest() == before


def test_sending_a_held_change_again_does_not_release_it(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, meret=("specialist", (SOUTH,))) as field:
        jeren, meret, office = field.stores["jeren"], field.stores["meret"], field.office
        case = open_case(jeren, f"etrap:{NORTH}", "the truth")
        field.carry(jeren, office)
        target = Target(office, meret, case, "", "", SOUTH, NORTH, b"")
        forge = Forge(target, Random(1))
        rows = [forge.change(1, case, "case.worry", "a lie")]
        file = field.stick / "lie.scbundle"
        file.write_bytes(forge.sealed(forge.forged(rows)))
        assert merge_bundle(office, file).held == {Held.SCOPE: 1}
        before = office.digest()
        again = forge.forged(rows)
        again.manifest.update(segments=[], again=1)
        file.write_bytes(forge.sealed(again))
        summary = merge_bundle(office, file)
        assert (summary.new, summary.released) == (0, 0)
        assert office.digest() == before


def test_a_file_closed_before_its_first_sending_is_read_by_those_named(tmp_path: Path) -> None:
    """The closing goes openly with the second bundle; the part sealed with it lacks that row."""
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        _told(field)
        case = open_case(jeren, f"etrap:{NORTH}")
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(case, "audience", f"named:{','.join(sorted((jeren.viewer, boss.viewer)))}")
        with jeren.transaction(jeren.viewer) as tx:
            tx.create("note", f"case:{case}", {"case": case, "text": "an invented note"})
        field.carry(jeren, office)
        field.carry(jeren, office)
        assert not any(summary.held for summary in field.carry(office, boss))
        assert _cases(boss) == {case}
