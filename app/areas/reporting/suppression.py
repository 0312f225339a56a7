"""Which cells of a table are left out before it is released, so that no person can be worked out from it.

A table has units as rows and values as columns, each with its total in the last column and the last row. A cell under the
least number is left out, and further ones so that it cannot be worked out from the totals: in each row and column at least
two are missing and together they count enough; and for each missing cell another number would fit all that is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]


class Unsafe(Exception):
    """There are not enough cells to hide behind."""


def left_out(table: Table, least: int) -> set[Cell]:
    """The cells to leave out of a table whose last row and last column are its totals. Raises `Unsafe`."""
    if 0 < table[-1][-1] < least:
        raise Unsafe
    return _Suppression(table, least).found()


class _Suppression:
    """The work on one table: `gone` grows until every missing cell is safe."""

    def __init__(self, table: Table, least: int) -> None:
        self.table, self.least = table, least
        self.bottom, self.right = len(table) - 1, len(table[0]) - 1
        self.gone: set[Cell] = set()
        self._hidden: set[int] = set()

    def found(self) -> set[Cell]:
        self._small_rows()
        self.gone |= {cell for cell in self._cells() if cell[1] < self.right and 0 < self._number(cell) < self.least}
        while True:
            self._settle_lines()
            self._hidden = {i for i in range(self.bottom) if all((i, j) in self.gone for j in range(self.right))}
            # That there is none would be shown if it stood alone: only numbers are hidden.
            pinned = next((cell for cell in sorted(self.gone) if self._number(cell) and self._is_pinned(cell)), None)
            if pinned is None:
                return self.gone
            self._hide_behind(pinned)

    def _number(self, cell: Cell) -> int:
        return self.table[cell[0]][cell[1]]

    def _cells(self) -> Iterator[Cell]:
        return ((i, j) for i in range(self.bottom + 1) for j in range(self.right + 1))

    def _small_rows(self) -> None:
        """Units of too few people are left out whole, and the next smallest with them where one could be worked out.

        This depends on the totals alone: what is hidden here stays hidden in every table of the same people.
        """
        totals = sorted(
            (row[self.right], place) for place, row in enumerate(self.table[: self.bottom]) if row[self.right]
        )
        small = [one for one in totals if one[0] < self.least]
        waiting = totals[len(small) :]
        while small and not self._enough([number for number, _place in small]):
            if not waiting:
                raise Unsafe
            small.append(waiting.pop(0))
        self.gone |= {(place, j) for _number, place in small for j in range(self.right + 1)}

    def _enough(self, numbers: Sequence[int]) -> bool:
        known = [number for number in numbers if number]
        return len(numbers) > 1 and sum(numbers) >= self.least and sum(numbers) > len(known)

    def _lines(self) -> Iterator[tuple[list[Cell], Cell]]:
        """Each row and each column of values: its cells, and the cell of their total."""
        for i in range(self.bottom + 1):
            yield [(i, j) for j in range(self.right)], (i, self.right)
        for j in range(self.right if self.bottom else 0):
            yield [(i, j) for i in range(self.bottom)], (self.bottom, j)

    def _settle_lines(self) -> None:
        """Add cells until in each line two are missing, or none."""
        changed = True
        while changed:
            changed = False
            for cells, total in self._lines():
                while not self._is_settled(cells, total):
                    self._add([*cells, *([total] if total[1] < self.right else [])])
                    changed = True

    def _is_settled(self, cells: Sequence[Cell], total: Cell) -> bool:
        missing = [cell for cell in cells if cell in self.gone]
        if total in self.gone:
            return bool(missing)
        return not missing or self._enough([self._number(cell) for cell in missing])

    def _add(self, cells: Sequence[Cell]) -> None:
        """Leave out one more of these: rather a small one, crossing a line in which something is missing already."""
        offered = [cell for cell in cells if cell not in self.gone]
        if not offered:
            raise Unsafe
        self.gone.add(min(offered, key=self._cost))

    def _cost(self, cell: Cell) -> tuple[bool, bool, bool, int, Cell]:
        number = self._number(cell)
        crossing = any((i, cell[1]) in self.gone for i in range(self.bottom))
        return cell[0] == self.bottom, number == 0, not crossing, number, cell

    def _hide_behind(self, cell: Cell) -> None:
        """One more missing cell in the row and in the column of one that could still be worked out."""
        i, j = cell
        before = len(self.gone)
        for line in ([(i, b) for b in range(self.right)], [(a, j) for a in range(self.bottom + 1)] * (j < self.right)):
            if any(one not in self.gone for one in line):
                self._add(line)
        if len(self.gone) == before:
            raise Unsafe

    def _is_pinned(self, cell: Cell) -> bool:
        """Whether no other number of this cell fits what is shown.

        It could be one more, or one less, where the difference can be passed on from missing cell to missing cell back
        to where it came from. A total stands on the other side of its sum, so it moves the other way.
        """
        steps = self._steps(without=cell)
        if not self.bottom:
            return False  # one row alone: that it is settled is enough
        row, column = ("row", cell[0]), ("column", cell[1])
        return not (
            (self._may_rise(cell) and _reaches(steps, column, row))
            or (self._may_fall(cell) and _reaches(steps, row, column))
        )

    def _steps(self, without: Cell) -> dict[tuple[str, int], list[tuple[str, int]]]:
        steps: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        for cell in self.gone - {without}:
            row, column = ("row", cell[0]), ("column", cell[1])
            if self._may_rise(cell):
                steps[row].append(column)
            if self._may_fall(cell):
                steps[column].append(row)
        return steps

    def _is_total(self, cell: Cell) -> bool:
        return (cell[0] == self.bottom) != (cell[1] == self.right)

    def _may_fall(self, cell: Cell) -> bool:
        """A missing number is known to be no less than one, except in a row that is missing whole, where it may be none.

        The negative of a total may always fall.
        """
        return self._is_total(cell) or self._number(cell) > (0 if cell[0] in self._hidden else 1)

    def _may_rise(self, cell: Cell) -> bool:
        return not self._is_total(cell) or self._number(cell) > 1


def _reaches(steps: dict[tuple[str, int], list[tuple[str, int]]], start: tuple[str, int], end: tuple[str, int]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for further in steps.get(waiting.pop(), ()):
            if further == end:
                return True
            if further not in seen:
                seen.add(further)
                waiting.append(further)
    return False
