"""No missing cell of a released table can be worked out: tried by every table that fits what is shown."""

import itertools
import random

import pytest

from app.areas.reporting.suppression import Unsafe, left_out

LEAST, FEW, MOST = 5, 2, 7


def whole(body):
    """A table with its totals."""
    rows = [[*row, sum(row)] for row in body]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def shown(table, least=LEAST):
    gone = left_out(table, least)
    return [[None if (i, j) in gone else number for j, number in enumerate(row)] for i, row in enumerate(table)]


def could_be(body, seen):
    """For each missing cell of the body the numbers that it may have.

    Whoever tries knows that a missing one is no zero, unless all of its row are missing.
    """
    rows = [
        [
            numbers
            for numbers in itertools.product(
                *(choices(body[i][j], seen[i][j], any(number is not None for number in seen[i][:3])) for j in range(3))
            )
            if seen[i][3] in (None, sum(numbers)) and sum(numbers)
        ]
        for i in range(3)
    ]
    found = {(i, j): set() for i in range(3) for j in range(3) if seen[i][j] is None}
    for first, second, third in tables(rows, seen[3][:3]):
        sums = [sum(column) for column in zip(first, second, third, strict=True)]
        if all(wanted in (None, number) for wanted, number in zip(seen[3], sums, strict=False)):
            for (i, j), values in found.items():
                values.add((first, second, third)[i][j])
    return found


def tables(rows, totals):
    """Every choice of rows; where all totals are shown the last row follows from the others."""
    if None in totals:
        yield from itertools.product(*rows)
        return
    last = set(rows[2])
    for first, second in itertools.product(*rows[:2]):
        third = tuple(total - a - b for total, a, b in zip(totals, first, second, strict=True))
        if third in last:
            yield first, second, third


def choices(number, seen, others_are_shown):
    if seen is not None:
        return [seen]
    return range(1 if number and others_are_shown else 0, MOST + 1)


def test_a_small_cell_takes_others_with_it():
    table = whole([[2, 40, 30], [20, 50, 60], [30, 70, 80]])
    gone = left_out(table, LEAST)
    assert (0, 0) in gone and len(gone) == 6
    for line in range(4):
        assert sum(cell[0] == line for cell in gone) != 1 and sum(cell[1] == line for cell in gone) != 1


def test_nothing_is_left_out_of_a_table_of_large_numbers():
    assert left_out(whole([[5, 40, 0], [20, 50, 60]]), LEAST) == set()


def test_a_unit_of_few_people_is_left_out_whole_and_never_alone():
    table = whole([[1, 2], [30, 6], [80, 90]])
    gone = left_out(table, LEAST)
    assert {(0, 0), (0, 1), (0, 2)} <= gone
    assert {(1, 0), (1, 1), (1, 2)} <= gone


def test_units_left_out_depend_on_the_totals_alone():
    totals = [3, 9, 50, 60]
    for one in range(4):
        gone = left_out(whole([[min(one, t), t - min(one, t)] for t in totals]), LEAST)
        assert {i for i, j in gone if j == 2} == {0, 1, 2}


def test_ones_are_not_given_away_by_their_sum():
    """Two missing cells that add up to two would be known to be one each."""
    seen = shown(whole([[1, 1, 40], [30, 20, 60], [50, 60, 90]]))
    assert seen[0][2] is None
    assert sum(number is None for number in seen[0]) >= 3


def test_a_cell_that_two_blocks_of_missing_ones_give_away_takes_a_further_one_with_it():
    """Of rows 1 and 2 all but one missing cell lie in columns 1 and 2, whose totals are shown: what is left is that one."""
    body = [[3, 3, 2, 40], [3, 3, 40, 40], [40, 40, 3, 3], [40, 40, 3, 3]]
    small = {(i, j) for i in range(4) for j in range(4) if body[i][j] < LEAST}
    gone = left_out(whole(body), LEAST)
    assert small < gone
    assert {i for i, j in gone - small} & {0, 1, 2, 3} and len(gone) >= len(small) + 2


def test_too_few_people_in_all_are_not_released():
    with pytest.raises(Unsafe):
        left_out(whole([[1, 2], [0, 1]]), LEAST)


@pytest.mark.parametrize("seed", range(40))
def test_every_missing_cell_of_a_random_table_could_be_another_number(seed):
    chance = random.Random(seed)
    body = [[chance.choice([1, 3, 4, 5, 6]) for _ in range(3)] for _ in range(3)]
    try:
        seen = shown(whole(body), FEW)
    except Unsafe:
        return
    for row in range(3):
        for column in range(3):
            assert seen[row][column] is None or not 0 < body[row][column] < FEW
    if None in seen[3]:
        return  # of these so much is missing that trying every table takes minutes
    pinned = {cell: values for cell, values in could_be(body, seen).items() if len(values) == 1 and values != {0}}
    assert pinned == {}, (body, seen)


def learned(table, gone, unit):
    """The cells that a unit finds, who fills in its own row and solves each line in which one cell is missing."""
    missing = {cell for cell in gone if cell[0] != unit}
    height, width = len(table), len(table[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    found = set()
    while True:
        alone = [[cell for cell in line if cell in missing] for line in lines]
        solved = {cells[0] for cells in alone if len(cells) == 1}
        if not solved:
            return found
        found |= solved
        missing -= solved


def test_no_unit_works_out_the_small_cell_of_another_from_its_own_row():
    chance = random.Random(7)
    for _ in range(400):
        body = [[chance.randint(20, 60) for _ in range(4)] for _ in range(20)]
        small = chance.randrange(20), chance.randrange(4)
        body[small[0]][small[1]] = 2
        table = whole(body)
        gone = left_out(table, LEAST)
        assert small in gone and len(gone) < 20
        assert [unit for unit in range(20) if unit != small[0] and small in learned(table, gone, unit)] == []


@pytest.mark.parametrize("seed", range(12))
def test_a_small_cell_could_be_another_number_to_whoever_knows_a_row_of_his_own(seed):
    """Four units of which one is taken away, with what it has: every table of the other three that fits what is left."""
    chance = random.Random(seed)
    body = [[chance.choice([1, 3, 4, 5, 6]) for _ in range(3)] for _ in range(4)]
    table = whole(body)
    gone = left_out(table, FEW)
    for unit in range(4):
        others = [row for place, row in enumerate(body) if place != unit]
        places = [place for place in range(5) if place != unit]
        left = whole(others)
        seen = [[None if (place, j) in gone else left[i][j] for j in range(4)] for i, place in enumerate(places)]
        if None in seen[3]:
            continue  # as above
        risky = {(i, j) for i in range(3) for j in range(3) if others[i][j] < FEW}
        assert all(len(values) > 1 for cell, values in could_be(others, seen).items() if cell in risky), (body, seen)


def test_two_units_of_few_people_do_not_see_each_other():
    gone = left_out(whole([[2, 1], [1, 3], [30, 40], [50, 60]]), LEAST)
    assert {i for i, j in gone if j == 2} == {0, 1, 2}


def test_of_few_people_of_one_value_nothing_is_told():
    gone = left_out(whole([[6, 0, 0], [40, 50, 60], [41, 51, 61], [42, 52, 62]]), LEAST)
    assert {(0, 0), (0, 1), (0, 2)} <= gone
    assert (0, 3) not in gone
    assert left_out(whole([[10, 0, 0], [40, 50, 60], [41, 51, 61], [42, 52, 62]]), LEAST) == set()


def test_what_is_left_of_the_province_when_a_unit_takes_itself_away_is_not_the_other_unit():
    """Of two units each is the rest of the other: of the values the whole is left out too."""
    table = whole([[2, 40, 50], [60, 70, 80]])
    gone = left_out(table, LEAST, without_units=True)
    assert (2, 0) in gone and len([cell for cell in gone if cell[0] == 2]) > 1
    assert (0, 0) not in learned(table, gone, 1)
    assert (0, 0) in learned(table, gone - {cell for cell in gone if cell[0] == 2}, 1)
