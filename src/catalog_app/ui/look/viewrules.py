"""The rules of the stylesheet for lists, tables, tabs, menus, and the lines between panes."""

_VIEWS = """
QAbstractItemView {
  background: $win; color: $text; border: none; outline: none;
  selection-background-color: $tint; selection-color: $text;
}
QListView::item, QTreeView::item {
  border: 1px solid transparent; border-radius: ${radius}px; padding: 3px 6px; min-height: 20px;
}
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
  background: $tint; color: $text;
}
QListView::item:selected:!active, QTreeView::item:selected:!active,
QTableView::item:selected:!active { background: $chip; }
QListView::item:focus, QTreeView::item:focus {
  border: 2px solid $accent; padding: 2px 5px;
}
QTableView { gridline-color: $line; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:focus { border: 2px solid $accent; padding: 0 6px; }
QHeaderView {
  background: $win; border: none; qproperty-defaultAlignment: "AlignLeft | AlignVCenter";
}
QHeaderView::section {
  background: $win; color: $text2; border: none; border-bottom: 1px solid $line2;
  padding: 0 11px; min-height: 32px; font-size: 12px; font-weight: 500;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::down-arrow { image: url("$marks/down.svg"); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url("$marks/up.svg"); width: 12px; height: 12px; }
QTableCornerButton::section { background: $win; border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; qproperty-expanding: 0; }
QTabBar::tab {
  background: transparent; color: $text2; border: none; border-bottom: 2px solid transparent;
  padding: 6px 1px; margin-right: 16px; min-height: 20px; font-weight: 500;
}
QTabBar::tab:hover { color: $text; border-bottom-color: $line2; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar:focus::tab:selected { color: $accent; }
QTabWidget::pane { border: none; }
"""

_FRAMES = """
QMainWindow, QDialog { background: $win; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:focus { background: $accent; }
QFrame[frameShape="4"], QFrame[role="line"] {
  background: $line; border: none; min-height: 1px; max-height: 1px;
}
QFrame[frameShape="5"] { background: $line; border: none; min-width: 1px; max-width: 1px; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $handle_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page, QAbstractScrollArea::corner {
  background: transparent; border: none;
}
QMenu {
  background: $raised; color: $text; border: 1px solid $line2; padding: 5px;
}
QMenu::item {
  padding: 6px 24px 6px 10px; border-radius: ${radius}px; border: 1px solid transparent;
}
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 6px; }
QMenu::indicator:checked { image: url("$marks/tick-menu.svg"); }
QToolTip {
  background: $inverse_fill; color: $inverse_text; border: none; padding: 5px 8px;
}
QProgressBar {
  background: $chip; border: none; border-radius: 2px; max-height: 4px; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 3px; border-radius: 1px; background: $line2; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 1px; }
QSlider::handle:horizontal {
  width: 14px; height: 14px; margin: -7px 0; border-radius: 8px;
  background: $raised; border: 1px solid $border;
}
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; height: 12px; }
"""

_PARTS = """
QWidget#sidebar, QWidget#statusbar { background: $side; }
QWidget#sidebar { border-right: 1px solid $line; }
QWidget#topbar { background: $win; border-bottom: 1px solid $line; }
QListView#places { background: transparent; }
QListView#places::item, QListView#places::item:hover, QListView#places::item:selected,
QListView#places::item:focus { background: transparent; border: none; padding: 0; }
QTableView#records { selection-background-color: transparent; }
QTableView#records::item, QTableView#records::item:selected, QTableView#records::item:focus,
QTableView#records::item:selected:!active { background: transparent; border: none; padding: 0; }
QDialog#palette { background: $raised; border: 1px solid $line2; }
QLineEdit#search { background: $chip; border-color: $chip; }
QLineEdit#search:hover { border-color: $line2; }
QLineEdit#search:focus { background: $raised; border-color: $accent; }
"""
"""The parts of the window that have a surface of their own; rows and places paint themselves."""

VIEW_RULES = _VIEWS + _FRAMES + _PARTS
