"""`socialcase provider`: the directory, who offers which service."""

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr

if TYPE_CHECKING:
    from socialcase.actions.done import Done

provider = App(name="provider", help="The directory: who offers which service.")
Many = Annotated[tuple[str, ...], Parameter(negative=())]
Flag = Annotated[bool, Parameter(negative=())]


@provider.command(name="list")
def list_providers(
    *,
    find: str = "",
    service: str = "",
    group: str = "",
    etrap: str = "",
    which: Literal["", "near", "open", "check"] = "",
    at: At = HERE,
) -> Answer:
    """List the directory, those who can be asked first. A protected address is never printed.

    :param find: Only with these words in name, service, group or etrap.
    :param service: Only with this service, by its code or name.
    :param group: Only for this group.
    :param etrap: Only for this etrap.
    :param which: near (of one's own etraps), open (can be asked today) or check (to be checked).
    """
    from socialcase.actions.providers import Sought, providers
    from socialcase.texts.places import etrap_code
    from socialcase.texts.services import service_code, service_name

    sought = Sought(find, service_code(service), group, etrap_code(etrap) or etrap, which)
    with opened(at) as ws:
        found = providers(ws, sought)
    lines = columns(
        (
            one.provider.name,
            label("provider_standing", one.standing),
            ", ".join(service_name(code) for code in one.provider.services),
            one.provider.uid,
        )
        for one in found
    )
    return answer({"providers": plain(found)}, lines or [tr("No providers.")], as_json=at.json)


@provider.command(name="add")
def add_provider(
    name: str,
    /,
    *,
    what: str = "",
    service: Many = (),
    group: Many = (),
    etrap: Many = (),
    phone: str = "",
    capacity: str = "",
    valid_until: str = "",
    protected: Flag = False,
    seen_by: Literal["", "everyone", "etrap", "named"] = "",
    at: At = HERE,
) -> Answer:
    """Enter a provider into the directory.

    :param name: What it is called.
    :param what: public, ngo, community or private.
    :param service: A service, by code, name or in words; repeat it for several.
    :param group: A group that it is for; repeat it for several.
    :param etrap: An etrap where it works; repeat it for several; without it everywhere.
    :param phone: Its telephone.
    :param capacity: How many places there are.
    :param valid_until: The day until which the entry holds.
    :param protected: The address stands in no letter and no print.
    :param seen_by: everyone, etrap (the circle of one's own etrap) or named (oneself alone).
    """
    from socialcase.actions.providers import add_provider as add
    from socialcase.actions.scope import etrap_codes
    from socialcase.texts.services import service_code

    texts = {"what": what, "phone": phone, "capacity": capacity, "valid_until": valid_until}
    filled = {field: text for field, text in texts.items() if text}
    services = tuple(service_code(one) for one in service)
    with opened(at) as ws:
        done = add(
            ws,
            name,
            seen_by=seen_by,
            services=services,
            groups=group,
            etraps=etrap_codes(etrap),
            protected=protected or None,
            **filled,
        )
    return kept(done, at)


@provider.command(name="set")
def set_provider(provider: str, field: str, value: str, /, *, at: At = HERE) -> Answer:
    """Give one field of a provider a value.

    :param provider: Id of the provider.
    :param field: name, what, services, groups, etraps (separated by commas), address.street,
        phone, contact, hours, terms, capacity, waiting, valid_from, valid_until, asked, note,
        protected.
    :param value: The value; an empty one clears the field.
    """
    from socialcase.actions.providers import set_provider as set_field

    with opened(at) as ws:
        done = set_field(ws, provider, field, value)
    return kept(done, at)


def kept(done: "Done", at: At) -> Answer:
    """What an act gave back: the record and the save that kept it."""
    line = tr("Kept: {record}").format(record=done.record)
    data = {"record": done.record, "save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [line], as_json=at.json)
