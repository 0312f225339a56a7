"""What the templates are given: plain values, already printed for this reader. A template decides nothing about rights."""

from app.screens.pages.approval import ApprovalPage, BatchLine, BatchPage, DiffLine, HistoryPage, InboxPage, InboxRow
from app.screens.pages.charts import Bar, Chart, ChartsPage
from app.screens.pages.forms import Control, FormPage, FormSection
from app.screens.pages.frame import HomePage, JobPage, MenuEntry, MenuGroup, MessagePage
from app.screens.pages.listing import Cell, Column, Filter, ListPage, Row
from app.screens.pages.parts import Paging, Tag
from app.screens.pages.showing import Entry, HandedOn, Pending, Section, ShowPage, Tab

__all__ = [
    "ApprovalPage",
    "Bar",
    "BatchLine",
    "BatchPage",
    "Cell",
    "Chart",
    "ChartsPage",
    "Column",
    "Control",
    "DiffLine",
    "Entry",
    "Filter",
    "FormPage",
    "FormSection",
    "HandedOn",
    "HistoryPage",
    "HomePage",
    "InboxPage",
    "InboxRow",
    "JobPage",
    "ListPage",
    "MenuEntry",
    "MenuGroup",
    "MessagePage",
    "Paging",
    "Pending",
    "Row",
    "Section",
    "ShowPage",
    "Tab",
    "Tag",
]
