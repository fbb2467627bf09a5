"""A small form in two languages: groups, a table, a repeat, a constraint, a score."""


def ask(kind: str, name: str, english: str = "", russian: str = "", **more: str) -> dict[str, str]:
    """One row of a form in two languages."""
    return {"type": kind, "name": name, EN: english, RU: russian, **more}


EN, RU = "label::English (en)", "label::Русский (ru)"
TOO_OLD = {
    "constraint": ". <= 115",
    "constraint_message::English (en)": "Age goes up to 115.",
    "constraint_message::Русский (ru)": "Возраст бывает до 115.",
}
WHY = {"guidance_hint::English (en)": "Other ears change what is said."}
OF_TWO = {"hint::English (en)": "of 2 activities"}
HELPED = "if(${wash} = 'help', 1, 0) + if(${dress} = 'help', 1, 0)"
SURVEY = [
    ask("begin_group", "who", "Who answers", "Кто отвечает"),
    ask("select_one yesno", "alone", "Can we speak alone?", "Мы одни?", required="yes", **WHY),
    ask("text", "name", "What is the name?", "Как зовут?", required="yes"),
    ask("integer", "age", "How old is ${name}?", "Сколько лет: ${name}?", **TOO_OLD),
    ask("date", "told", "On which day?", "В какой день?"),
    ask("end_group", ""),
    ask("begin_group", "child", "The child", "Ребёнок", relevant="${age} < 18"),
    ask("select_multiple langs", "languages", "Which languages?", "Какие языки?"),
    ask("end_group", ""),
    ask("begin_group", "daily", "Daily living", "Быт"),
    ask("begin_group", "table", "How does it go?", "Как идёт?", appearance="table-list"),
    ask("select_one how", "wash", "Washing", "Умывание"),
    ask("select_one how", "dress", "Dressing", "Одевание"),
    ask("end_group", ""),
    ask("begin_repeat", "helper", "Helper", "Помощник"),
    ask("text", "helper_name", "Who helps?", "Кто помогает?"),
    ask("end_repeat", ""),
    ask("calculate", "score_help", calculation=HELPED),
    ask("note", "about_score_help", "Needs help", "Нужна помощь", **OF_TWO),
    ask("end_group", ""),
]
CHOICES = [
    {"list_name": of, "name": code, EN: english, RU: russian}
    for of, code, english, russian in (
        ("yesno", "yes", "Yes", "Да"),
        ("yesno", "no", "No", "Нет"),
        ("langs", "tk", "Turkmen", "Туркменский"),
        ("langs", "ru", "Russian", "Русский"),
        ("langs", "uz", "Uzbek", "Узбекский"),
        ("how", "alone", "alone", "без помощи"),
        ("how", "help", "with help", "с помощью"),
    )
]
SETTINGS = [{"form_title": "A test form", "form_id": "test", "default_language": "English (en)"}]


def sheet_of(name: str, rows: list[dict[str, str]]) -> str:
    """One sheet of an XLSForm in Markdown."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [[row.get(column, "") for column in columns] for row in rows]
    table = "\n".join("| | " + " | ".join(line) + " |" for line in [columns, *lines])
    return f"| {name} |\n{table}\n"


def form_source() -> bytes:
    """The form as Markdown."""
    sheets = (sheet_of("survey", SURVEY), sheet_of("choices", CHOICES))
    return "".join((*sheets, sheet_of("settings", SETTINGS))).encode()
