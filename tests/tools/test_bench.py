"""The bench: its arithmetic, and that it runs through on a small province."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.bench.client import fields_of, keys_in
from tools.bench.figures import Measured, Result, as_markdown, as_text, percentile, ratio, row_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 95, 0.0),
        ([3.0], 95, 3.0),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 21)), 95, 19),
        ([5, 1, 4, 2, 3], 50, 3),
        ([5, 1, 4, 2, 3], 100, 5),
    ],
)
def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed(values, share, expected):
    assert percentile(values, share) == expected


def test_a_ratio_is_known_only_where_both_sides_are():
    assert ratio(6.0, 2.0) == 3.0
    assert ratio(0.0, 2.0) is None and ratio(6.0, 0.0) is None


def a_result(**given):
    product = Measured([0.010, 0.030, 0.020], 50.0, 40960, work=0.015)
    floor = Measured([0.002, 0.004, 0.006], 400.0, work=0.001)
    return Result("SQLite", "list", "canbo", product, floor, **given)


def test_a_result_stands_beside_its_floor():
    result = a_result(statements=8, memory=250)
    assert (result.times, result.rate_share, result.work_times) == (5.0, 8.0, 15.0)
    figures = ["20.0", "30.0", "4.0", "5.0", "50", "400", "8.0", "15.0", "1.0", "15.0", "8", "40", "250"]
    assert row_of(result) == ["SQLite", "list", "canbo", *figures, ""]
    told = json.loads(json.dumps(result.as_json()))
    sides = {"median": 0.02, "p95": 0.03, "requests": 3, "rate": 50.0, "size": 40960, "wrong": 0, "work": 0.015}
    assert told["product"] == sides
    assert told["times"] == 5.0 and "seconds" not in told["floor"]


def test_what_is_not_there_has_no_figures_and_wrong_answers_are_told():
    assert row_of(Result("SQLite", "charts", "canbo", Measured(), remark="not there"))[3:] == [""] * 13 + ["not there"]
    assert row_of(Result("SQLite", "save", "canbo", Measured([1.0], wrong=2)))[-1] == "2 wrong answers"


def test_the_tables_have_a_line_for_each_result():
    lines = as_text([a_result(), a_result()]).splitlines()
    assert len(lines) == 3 and len({line.index("list") for line in lines[1:]}) == 1
    markdown = as_markdown([a_result()], ["100 people"]).splitlines()
    assert markdown[0] == "- 100 people" and len(markdown) == 5
    assert {line.count("|") for line in markdown[2:]} == {18}


def test_a_form_is_read_as_a_browser_would_send_it():
    page = (
        '<form><input name="q" value="no"></form><form><input type="hidden" name="csrf_token" value="t">'
        '<input name="phone" value="&lt;1&gt;"><input type="checkbox" name="off" value="1">'
        '<select name="sex"><option value=""></option><option value="2" selected>Nữ</option></select>'
        '<textarea name="note">a\nb</textarea></form><a href="/approval/show/7"></a><a href="/approval/show/7"></a>'
    )
    assert fields_of(page.encode(), "phone") == {"csrf_token": "t", "phone": "<1>", "sex": "2", "note": "a\nb"}
    assert keys_in(page.encode(), r"/approval/show/(\d+)") == [7]


@pytest.mark.long
@pytest.mark.sqlite
def test_the_bench_runs_through_on_a_small_province(tmp_path):
    """Every address is answered, by the product and by the floor."""
    told = tmp_path / "told.json"
    few = ["--people", "200", "--requests", "1", "--seconds", "0.1", "--clients", "2", "--import-rows", "20"]
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "INSTANCE_PATH")}
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench", "--database", "sqlite", "--folder", tmp_path, "--json", told, *few],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = {(line["scenario"], line["user"]): line for line in json.loads(told.read_text())["results"]}
    assert {"demo province", "list, first page", "person page", "save", "approve one change"} <= {
        n for n, _u in results
    }
    for line in results.values():
        if line["remark"] != "not there" and line["scenario"] != "demo province":
            assert line["product"]["requests"] and line["floor"]["requests"], line
            assert line["product"]["wrong"] == line["floor"]["wrong"] == 0, line
