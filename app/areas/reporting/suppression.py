"""Which cells of a table are left out before it is released, so that no person can be worked out from it.

A table has units as rows and values as columns, each with its total in the last column and the last row. Two kinds of
readers are reckoned with: one who knows the table alone, and a unit, which knows its own row from its own people.

- Risky are the cells under the least number, and all values of a unit of fewer than twice that number. Each number of such
  a unit would be left out anyway, being small or standing beside small ones alone; but where its people are all of one
  value, the noughts beside it would tell.
- Further cells are left out until in each row and column at least two are missing that together count enough, and until
  each missing number could be another: one person is passed on from missing cell to missing cell and comes back, so that
  all that is shown still adds up.
- For a risky cell that has to hold for each other unit too: the person comes back without passing through its row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush

Cell = tuple[int, int]
Line = tuple[str, int]
Table = Sequence[Sequence[int]]


class Unsafe(Exception):
    """There are not enough cells to hide behind."""


def left_out(table: Table, least: int, without_units: bool = False) -> set[Cell]:
    """The cells to leave out of a table whose last row and last column are its totals; `without_units` all rows but the last.

    Raises `Unsafe`.
    """
    if 0 < table[-1][-1] < least:
        raise Unsafe
    return _Suppression(table, least).found(without_units)


class _Suppression:
    """The work on one table: `gone` grows until every missing cell is safe. A safe one stays so when more are missing."""

    def __init__(self, table: Table, least: int) -> None:
        self.table, self.least = table, least
        self.bottom, self.right = len(table) - 1, len(table[0]) - 1
        self.gone: set[Cell] = set()
        self._missing: dict[Line, list[Cell]] = defaultdict(list)
        self._hidden: set[int] = set()

    def found(self, without_units: bool) -> set[Cell]:
        risky = {cell for cell in self._cells() if self._is_risky(cell)}
        rows = range(self.bottom) if without_units else self._small_rows()
        self._leave_out(risky | {(i, j) for i in rows for j in range(self.right + 1)})
        safe: set[Cell] = set()
        while self.gone > safe:
            self._settle_lines()
            waiting = sorted(self.gone - safe)
            for cell in waiting:
                # That there is none would be shown if it stood alone: only numbers are hidden.
                if self._number(cell) and cell not in safe:
                    safe.update(set(self._protect(cell, cell in risky)) - risky)
            safe.update(waiting)
        return self.gone

    def _number(self, cell: Cell) -> int:
        return self.table[cell[0]][cell[1]]

    def _cells(self) -> Iterator[Cell]:
        return ((i, j) for i in range(self.bottom + 1) for j in range(self.right + (i < self.bottom)))

    def _is_risky(self, cell: Cell) -> bool:
        i, j = cell
        of_few = i < self.bottom and j < self.right and 0 < self.table[i][self.right] < 2 * self.least
        return of_few or 0 < self._number(cell) < self.least

    def _leave_out(self, cells: Iterable[Cell]) -> None:
        for cell in sorted(set(cells) - self.gone):
            self.gone.add(cell)
            for line in _lines_of(cell):
                self._missing[line].append(cell)
            if all((cell[0], j) in self.gone for j in range(self.right)):
                self._hidden.add(cell[0])

    def _small_rows(self) -> list[int]:
        """Units of too few people are left out whole, and the next smallest with them where one could be worked out.

        It must not be even by the largest of them, which knows itself. This depends on the totals alone: what is hidden
        here stays hidden in every table of the same people.
        """
        totals = sorted(
            (row[self.right], place) for place, row in enumerate(self.table[: self.bottom]) if row[self.right]
        )
        small = [one for one in totals if one[0] < self.least]
        waiting = totals[len(small) :]
        while small and not self._enough([number for number, _place in small[:-1]]):
            if not waiting:
                raise Unsafe
            small.append(waiting.pop(0))
        return [place for _number, place in small]

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
        """Add cells until in each line two are missing, or none. A row that is missing whole has none to add."""
        changed = True
        while changed:
            changed = False
            for cells, total in self._lines():
                while not self._is_settled(cells, total):
                    self._add([*cells, *([total] if total[1] < self.right else [])])
                    changed = True

    def _is_settled(self, cells: Sequence[Cell], total: Cell) -> bool:
        missing = [cell for cell in cells if cell in self.gone]
        is_row_gone = total[1] == self.right and len(missing) == len(cells)
        if total in self.gone or is_row_gone:
            return bool(missing)
        return not missing or self._enough([self._number(cell) for cell in missing])

    def _add(self, cells: Sequence[Cell]) -> None:
        """Leave out one more of these: rather a small one, crossing a line in which something is missing already."""
        offered = [cell for cell in cells if cell not in self.gone]
        if not offered:
            raise Unsafe
        self._leave_out([min(offered, key=self._cost)])

    def _cost(self, cell: Cell) -> tuple[bool, bool, bool, int, Cell]:
        number = self._number(cell)
        crossing = any((i, cell[1]) in self.gone for i in range(self.bottom))
        return cell[0] == self.bottom, number == 0, not crossing, number, cell

    def _protect(self, cell: Cell, is_risky: bool) -> list[Cell]:
        """See to it that this number could be another: for everybody and, where it is risky, for each other unit.

        A way that leads past the row of a unit is open whatever that unit knows. Returns the cells of the way, each of
        which could be another number as well.
        """
        way = self._opened(cell, None)
        if is_risky:
            for reader in sorted({i for i, _j in way} - {cell[0], self.bottom}):
                self._opened(cell, reader)
        return way

    def _opened(self, cell: Cell, reader: int | None) -> list[Cell]:
        """The missing cells through which a person of this one can go round; further ones are left out where there is no way."""
        known = {cell, *((reader, j) for j in range(self.right + 1) if reader is not None)}
        way = self._way(cell, known, self._missing.__getitem__) or self._way(cell, known, self._all_of)
        if way is None:
            raise Unsafe
        self._leave_out(way)
        return way

    def _way(self, cell: Cell, known: set[Cell], offered: Callable[[Line], Iterable[Cell]]) -> list[Cell] | None:
        """The way round on which least is lost, for one person more in this cell or for one less."""
        row, column = _lines_of(cell)
        ends = [(column, row)] * self._may_rise(cell) + [(row, column)] * self._may_fall(cell)
        found = None
        for start, end in ends:
            way = self._cheapest(start, end, known, offered)
            found = min((one for one in (found, way) if one), default=None)
            if found and not found[0]:
                break
        return found and found[1]

    def _cheapest(
        self, start: Line, end: Line, known: set[Cell], offered: Callable[[Line], Iterable[Cell]]
    ) -> tuple[int, list[Cell]] | None:
        """From line to line through cells that may rise (out of a row) or fall (out of a column), and what is lost by it.

        A total stands on the other side of its sum, so it moves the other way.
        """
        waiting: list[tuple[int, int, Line, list[Cell]]] = [(0, 0, start, [])]
        best: dict[Line, tuple[int, int]] = {start: (0, 0)}
        while waiting:
            lost, steps, line, way = heappop(waiting)
            if line == end:
                return lost, way
            of_row, so_far = line[0] == "row", (lost, steps + 1)
            for cell in offered(line):
                other = ("column", cell[1]) if of_row else ("row", cell[0])
                if (other in best and best[other] <= so_far) or cell in known:
                    continue
                mark = lost + self._price(cell), steps + 1
                if (other not in best or mark < best[other]) and (self._may_rise if of_row else self._may_fall)(cell):
                    if other == end and not mark[0]:
                        return 0, [*way, cell]
                    best[other] = mark
                    heappush(waiting, (*mark, other, [*way, cell]))
        return None

    def _all_of(self, line: Line) -> list[Cell]:
        """What is missing of a line, and what may be left out of it: no total of a unit."""
        if line[0] == "row":
            return [(line[1], j) for j in range(self.right)] + [
                one for one in self._missing[line] if one[1] == self.right
            ]
        return [(i, line[1]) for i in range(self.bottom + 1) if line[1] < self.right or (i, line[1]) in self.gone]

    def _price(self, cell: Cell) -> int:
        """What is lost by leaving a cell out: its number; rather than that of the province a nought that is none."""
        if cell in self.gone:
            return 0
        people = self.table[-1][-1]
        return people**2 if cell[0] == self.bottom else self._number(cell) or people

    def _is_total(self, cell: Cell) -> bool:
        return (cell[0] == self.bottom) != (cell[1] == self.right)

    def _may_fall(self, cell: Cell) -> bool:
        """A missing number is known to be no less than one, except in a row that is missing whole, where it may be none.

        The negative of a total may always fall.
        """
        return self._is_total(cell) or self._number(cell) > (0 if cell[0] in self._hidden else 1)

    def _may_rise(self, cell: Cell) -> bool:
        return not self._is_total(cell) or self._number(cell) > 1


def _lines_of(cell: Cell) -> tuple[Line, Line]:
    return ("row", cell[0]), ("column", cell[1])
