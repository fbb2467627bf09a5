"""The headings of an XLSForm's sheets that mean something."""

# the part before a colon or a language; blanks stand for underscores
SURVEY = frozenset(
    (
        *("type", "name", "label", "caption", "hint", "guidance_hint", "appearance", "default"),
        *("audio", "image", "video", "big-image", "autoplay", "media", "parameters", "rows"),
        *("relevant", "relevance", "constraint", "constraint_message", "constraining_message"),
        *("required", "required_message", "requiredmsg", "readonly", "read_only", "disabled"),
        *("calculation", "calculate", "trigger", "choice_filter", "save_to", "value", "command"),
        *("repeat_count", "count", "jr", "bind", "body", "control", "instance", "intent", "query"),
        *("no_app_error_string", "noapperrorstring", "tag", "compact_tag", "saveincomplete"),
        *("sms_field", "sms_option", "sms_separator", "sms_allow_media", "sms_date_format"),
        *("sms_datetime_format", "sms_response"),
    )
)
CHOICES = frozenset(
    (
        *("list_name", "name", "value", "label", "caption", "geometry"),
        *("audio", "image", "video", "big-image", "media"),
    )
)
SETTINGS = frozenset(
    (
        *("form_title", "form_id", "set_form_title", "set_form_id", "title", "id_string"),
        *("version", "default_language", "style", "instance_name", "name", "prefix"),
        *("allow_choice_duplicates", "clean_text_values", "omit_instanceid", "namespaces"),
        *("public_key", "submission_url", "auto_send", "auto_delete", "attribute"),
        *("sms_keyword", "sms_separator", "sms_allow_media", "sms_response", "client_editable"),
        "sms_date_format",
        "sms_datetime_format",
    )
)
_KNOWN = {
    "survey": SURVEY,
    "choices": CHOICES,
    "external_choices": CHOICES,
    # pyxform knows these two in one spelling only
    "settings": SETTINGS - {"omit_instanceid"},
}


def base_of(heading: str) -> str:
    """Return what a heading is about: `label` of `Label::English (en)`."""
    return heading.partition(":")[0].strip().lower().replace(" ", "_")


def plain_heading(sheet: str, heading: str) -> str:
    """Return a heading with its first word in small letters, where that is one that has a meaning.

    A language after it, and headings of the author's own, keep their letters.
    """
    first, colon, rest = heading.partition(":")
    known = _KNOWN.get(sheet, frozenset())
    return f"{first.lower()}{colon}{rest}" if base_of(heading) in known else heading
