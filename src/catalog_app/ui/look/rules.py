"""The rules of the stylesheet for labels, fields and buttons, with names in the places of colours.

Where focus draws two pixels instead of one, the padding gives back the difference: nothing moves.
"""

_LABELS = """
QLabel { background: transparent; color: $text; }
QLabel[role="title"] { font-family: $serif; font-size: 26px; font-weight: 600; }
QLabel[role="pane"] { font-size: 16px; font-weight: 600; }
QLabel[role="section"] { font-size: 14px; font-weight: 600; }
QLabel[role="lead"] { font-size: 14px; color: $text2; }
QLabel[role="label"] { font-size: 12px; font-weight: 500; color: $text2; }
QLabel[role="meta"] { font-size: 12px; color: $text2; }
QLabel[role="faint"] { font-size: 12px; color: $text3; }
QLabel[role="count"] { font-size: 13px; color: $text3; }
QLabel[role="ok"] { font-size: 12px; color: $accent; }
QLabel[role="warning"] { font-size: 12px; color: $warning; }
QLabel[role="uncertain"] { font-size: 12px; color: $uncertain; }
QLabel[role="problem"] { font-size: 12px; color: $problem; }
QLabel[role="key"] {
  font-size: 11px; font-weight: 500; color: $text2; border: 1px solid $line2; border-radius: 4px;
  padding: 1px 5px;
}
QLabel:disabled { color: $text3; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit[role="field"], QComboBox, QAbstractSpinBox {
  background: $raised; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  selection-background-color: $tint2; selection-color: $text;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 32px; padding: 0 10px; }
QAbstractSpinBox { max-height: 32px; }
QPlainTextEdit, QTextEdit[role="field"] { padding: 6px 7px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
  border-color: $field_hover;
}
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus {
  border: 2px solid $accent; min-height: 30px; padding: 0 9px;
}
QPlainTextEdit:focus, QTextEdit[role="field"]:focus {
  border: 2px solid $accent; padding: 5px 6px;
}
QAbstractSpinBox:focus { max-height: 30px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: transparent; border-color: $line2; }
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  color: $text3; background: transparent; border-color: $line2;
}
QLineEdit[role="bare"], QLineEdit[role="bare"]:focus, QLineEdit[role="bare"]:hover {
  border: none; background: transparent; padding: 0; min-height: 20px; border-radius: 0;
}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit,
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {
  border: none; background: transparent; padding: 0; min-height: 0; border-radius: 0;
}
QLineEdit > QToolButton { background: transparent; border: none; padding: 0; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$marks/down.svg"); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url("$marks/down-off.svg"); }
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1px solid $line2; border-radius: 0; padding: 4px;
  selection-background-color: $tint; selection-color: $text; outline: none;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  border: none; background: transparent; width: 20px; subcontrol-origin: border;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 3px 3px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 3px 3px 0; }
QAbstractSpinBox::up-arrow { image: url("$marks/up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$marks/down.svg"); width: 10px; height: 10px; }
"""

_BUTTONS = """
QPushButton {
  background: $raised; color: $text; border: 1px solid $line2; border-radius: ${radius}px;
  min-height: 32px; padding: 0 13px; font-weight: 500;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:open { background: $pressed; }
QPushButton:checked { background: $tint; color: $accent; }
QPushButton:focus { border: 2px solid $accent; min-height: 30px; padding: 0 12px; }
QPushButton:disabled { color: $text3; background: transparent; border-color: $line; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[role="primary"]:focus { border: 2px solid $accent; }
QPushButton[role="primary"]:disabled { background: $chip; color: $text3; border-color: $chip; }
QPushButton[role="quiet"], QPushButton[role="link"] {
  background: transparent; border-color: transparent; color: $text2;
}
QPushButton[role="link"] { color: $accent; min-height: 22px; padding: 0 2px; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="link"]:hover { background: transparent; text-decoration: underline; }
QPushButton[role="quiet"]:pressed { background: $pressed; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="link"]:focus { border: 2px solid $accent; min-height: 20px; padding: 0 1px; }
QPushButton[role="quiet"]:disabled, QPushButton[role="link"]:disabled { color: $text3; }
QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
  padding: 1px; color: $text2;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $pressed; }
QToolButton:checked { background: $tint; color: $accent; }
QToolButton:focus { border: 2px solid $accent; padding: 0; }
QToolButton:disabled { color: $text3; }
QToolButton::menu-indicator { image: none; }
"""

_CHOICES = """
QCheckBox, QRadioButton {
  color: $text; background: transparent; spacing: 8px; padding: 2px 6px 2px 4px;
}
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $border; border-radius: 4px; background: $raised;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $field_hover; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked {
  background: $accent; border-color: $accent;
}
QCheckBox::indicator:checked { image: url("$marks/tick.svg"); }
QCheckBox::indicator:indeterminate { image: url("$marks/dash.svg"); }
QRadioButton::indicator:checked { image: url("$marks/dot.svg"); }
QCheckBox:focus, QRadioButton:focus {
  border: 2px solid $accent; border-radius: ${radius}px; padding: 0 4px 0 2px;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: transparent; border-color: $line2;
}
"""

RULES = _LABELS + _FIELDS + _BUTTONS + _CHOICES
