"""The one style sheet: radii, borders, tones and type. Everything else is painted by delegates."""

from socialcase.ui.theme.fonts import text_scale
from socialcase.ui.theme.tokens import (
    BODY,
    BRAND,
    CAPTION,
    QUESTION,
    SECTION,
    SMALL,
    TITLE,
    WELCOME,
    Tokens,
)

_LABELS = """
QLabel {{ background: transparent; color: {text}; }}
QLabel[type="caption"] {{ font-size: {caption}px; }}
QLabel[type="small"] {{ font-size: {small}px; }}
QLabel[type="question"] {{ font-size: {question}px; }}
QLabel[type="section"] {{ font-size: {section}px; }}
QLabel[type="brand"] {{ font-size: {brand}px; }}
QLabel[type="title"] {{ font-size: {title}px; }}
QLabel[type="welcome"] {{ font-size: {welcome}px; }}
QLabel[weight="medium"] {{ font-weight: 500; }}
QLabel[weight="bold"] {{ font-weight: 600; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QLabel[tone="danger"] {{ color: {danger}; }}
QLabel[tone="warning"] {{ color: {warning}; }}
QLabel[tone="ok"] {{ color: {ok}; }}
QLabel[key="true"] {{ border: 1px solid {line}; border-radius: 4px; padding: 0 5px;
  background: {surface}; color: {muted}; font-size: {caption}px; font-weight: 500; }}
"""

_FRAMES = """
QWidget#ground {{ background: {background}; }}
QWidget#page, QScrollArea#page, QWidget#pageBody {{ background: {surface}; border: 0; }}
QScrollArea#drawing {{ background: {raised}; border: 0; }}
QWidget#gate, QWidget#gateBody {{ background: transparent; border: 0; }}
QFrame#topBar {{ background: {background}; border: 0; border-bottom: 1px solid {line}; }}
QFrame#navigation {{ background: {background}; border: 0; border-right: 1px solid {line}; }}
QFrame#card {{ background: {raised}; border: 1px solid {line}; border-radius: 8px; }}
QFrame#card[tone="accent"] {{ border-color: {accent}; }}
QFrame#card[tone="warning"] {{ border-color: {warning}; }}
QFrame#cardHead {{ background: transparent; border: 0; border-bottom: 1px solid {line}; }}
QFrame#rule {{ background: {line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame#banner, QFrame#strip {{ border: 0; border-radius: 8px; background: {accent_soft}; }}
QFrame#banner[over="true"] {{ margin-top: 12px; }}
QFrame#banner[tone="warning"] {{ background: {warning_soft}; }}
QFrame#banner[tone="danger"] {{ background: {danger_soft}; }}
QFrame#banner[tone="ok"] {{ background: {ok_soft}; }}
QFrame#chip {{ border: 0; border-radius: 4px; background: {hover}; }}
QFrame#chip[tone="danger"] {{ background: {danger_soft}; }}
QFrame#chip[tone="warning"] {{ background: {warning_soft}; }}
QFrame#chip[tone="ok"] {{ background: {ok_soft}; }}
QFrame#chip[tone="accent"] {{ background: {accent_soft}; }}
QFrame#quote {{ border: 0; border-left: 3px solid {accent}; border-radius: 0; }}
QFrame#quote[tone="ok"] {{ border-left-color: {ok}; }}
QFrame#quote[tone="warning"] {{ border-left-color: {warning}; }}
QFrame#toast {{ background: {text}; border: 0; border-radius: 8px; }}
QFrame#toast QLabel {{ color: {surface}; }}
QFrame#toast QPushButton {{ color: {surface}; background: {muted}; border: 0; }}
QFrame#toast QPushButton:focus {{ border: 2px solid {surface}; }}
QDialog {{ background: {surface}; }}
QToolTip {{ background: {text}; color: {surface}; border: 0; padding: 4px 8px; }}
"""

_BUTTONS = """
QPushButton {{ background: {raised}; color: {text}; border: 1px solid {edge};
  border-radius: 6px; padding: 0 12px; min-height: 32px; font-weight: 500; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: 30px; }}
QPushButton:disabled {{ background: {hover}; border-color: {line}; color: {muted}; }}
QPushButton[small="true"] {{ min-height: 26px; padding: 0 9px; font-size: {small}px; }}
QPushButton[small="true"]:focus {{ min-height: 24px; padding: 0 8px; }}
QPushButton[primary="true"] {{ background: {accent}; border-color: {accent};
  color: {accent_text}; }}
QPushButton[primary="true"]:hover {{ background: {accent}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[primary="true"]:disabled {{ background: {hover}; border-color: {line};
  color: {muted}; }}
QPushButton[quiet="true"] {{ background: transparent; border-color: transparent; color: {accent};
  padding: 0 7px; }}
QPushButton[quiet="true"]:hover {{ background: {accent_soft}; }}
QPushButton[quiet="true"]:focus {{ border-color: {accent}; padding: 0 6px; }}
QPushButton[quiet="true"][tone="muted"] {{ color: {muted}; }}
QPushButton[quiet="true"][tone="danger"] {{ color: {danger}; }}
QPushButton[crumb="true"] {{ padding: 0 6px 0 4px; min-height: 20px; }}
QPushButton[crumb="true"]:focus {{ padding: 0 5px 0 3px; min-height: 18px; }}
QPushButton[tall="true"] {{ min-height: 38px; padding: 0 22px; }}
QPushButton[tall="true"]:focus {{ min-height: 36px; padding: 0 21px; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QToolButton[choice="true"] {{ background: transparent; border: 1px solid {line};
  border-radius: 4px; padding: 2px 8px; color: {muted}; font-size: {caption}px; font-weight: 500;
  min-height: 20px; }}
QToolButton[choice="true"]:hover {{ background: {hover}; }}
QToolButton[choice="true"]:checked {{ background: {accent_soft}; border-color: {accent_soft};
  color: {accent}; font-weight: 600; }}
QToolButton[choice="true"]:focus {{ border: 2px solid {accent}; padding: 1px 7px; }}
QToolButton[tab="true"] {{ background: transparent; border: 0; border-bottom: 2px solid transparent;
  border-radius: 0; padding: 0 4px; color: {muted}; font-weight: 500; min-height: 36px; }}
QToolButton[tab="true"]:hover {{ color: {text}; }}
QToolButton[tab="true"]:checked {{ color: {text}; font-weight: 600;
  border-bottom: 2px solid {accent}; }}
QToolButton[tab="true"]:focus {{ border: 2px solid {accent}; border-radius: 6px;
  padding: 0 2px; min-height: 34px; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 16px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {raised}; color: {text};
  border: 1px solid {edge}; border-radius: 6px; padding: 0 10px; min-height: 32px;
  selection-background-color: {accent}; selection-color: {accent_text}; }}
QPlainTextEdit {{ padding: 6px 8px; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{ border: 2px solid {accent};
  padding: 0 9px; min-height: 30px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 5px 7px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
  border: 2px solid {danger}; padding: 0 9px; min-height: 30px; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {hover}; color: {muted};
  border-color: {line}; }}
QLineEdit[large="true"] {{ min-height: 40px; }}
QLineEdit[large="true"]:focus {{ min-height: 38px; }}
QLineEdit[plain="true"] {{ background: transparent; border: 1px solid transparent;
  padding: 0 5px; min-height: 28px; font-size: {small}px; font-weight: 500; }}
QLineEdit[plain="true"]:hover {{ border-color: {line}; background: {raised}; }}
QLineEdit[plain="true"]:focus {{ border: 2px solid {accent}; background: {raised}; padding: 0 4px;
  min-height: 26px; }}
QLineEdit[heading="true"] {{ font-size: {section}px; font-weight: 600; }}
QLineEdit[done="true"] {{ color: {muted}; font-weight: 400; }}
QLineEdit[tone="danger"] {{ color: {danger}; }}
QLineEdit[tone="ok"] {{ color: {ok}; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {text}; border: 1px solid {line};
  selection-background-color: {accent_soft}; selection-color: {text}; outline: 0; padding: 4px; }}
"""

_LISTS = """
QListView, QTableView, QTreeView {{ background: transparent; border: 0; outline: 0; }}
QListView:window {{ background: {raised}; color: {text}; border: 1px solid {edge}; padding: 2px;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QListView#inCard {{ border-radius: 8px; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: {raised}; color: {muted}; border: 0;
  border-bottom: 1px solid {line}; padding: 0 12px; font-size: {caption}px; font-weight: 500;
  min-height: 32px; }}
QScrollBar:vertical {{ background: transparent; width: 9px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 9px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; min-height: 32px;
  min-width: 32px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ background: transparent; border: 0; }}
QProgressBar {{ background: {line}; border: 0; border-radius: 3px; max-height: 6px;
  min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of the whole window in `tokens`, at the person's size of text."""
    scale = text_scale()
    sizes = {
        "caption": CAPTION,
        "small": SMALL,
        "body": BODY,
        "question": QUESTION,
        "section": SECTION,
        "brand": BRAND,
        "title": TITLE,
        "welcome": WELCOME,
    }
    values: dict[str, str] = {name: str(round(size * scale)) for name, size in sizes.items()}
    values |= {name: getattr(tokens, name) for name in _colour_names(tokens)}
    return "".join((_LABELS, _FRAMES, _BUTTONS, _FIELDS, _LISTS)).format_map(values)


def _colour_names(tokens: Tokens) -> list[str]:
    return [n for n in type(tokens).__match_args__ if n not in ("name", "charts")]
