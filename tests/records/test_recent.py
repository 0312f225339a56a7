"""What is held of lately: the oldest makes room, and never all at once."""

from threading import Thread

from app.records.recent import Recent


def test_the_one_not_asked_for_longest_makes_room():
    recent = Recent(3)
    for key in "abc":
        recent.find(key, key.upper)
    recent.find("a", lambda: "not made again")
    recent.find("d", lambda: "D")

    assert list(recent) == ["c", "a", "d"]
    assert recent.find("a", lambda: "not made again") == "A"
    assert recent.find("b", lambda: "made again") == "made again"
    assert len(recent) == 3


def test_nothing_is_held_of_what_could_not_be_made():
    recent = Recent(3)
    for _turn in range(2):
        try:
            recent.find("a", lambda: 1 / 0)
        except ZeroDivisionError:
            continue
    assert len(recent) == 0


def test_whoever_makes_the_same_at_once_gets_the_same():
    recent, got = Recent(3), []

    def slow():
        got.append(recent.find("a", object))
        return object()

    first = recent.find("a", slow)
    assert got == [first]


def test_many_threads_at_the_limit_do_not_disturb_one_another():
    recent, wrong = Recent(5), []

    def ask(start):
        wrong.extend(n for n in range(start, start + 2000) if recent.find(n % 50, lambda n=n: n % 50) != n % 50)

    threads = [Thread(target=ask, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and len(recent) == 5
