"""Memory keeps what was put, and never more than it may."""

from samar.core.plan.memory import Memory


def test_keeps_and_drops():
    memory = Memory(3)
    assert memory.get('a') is None
    assert memory.put('a', 1) == 1
    for number in range(20):
        memory.put(str(number), number)
        assert memory.get(str(number)) == number
        assert memory.size() <= 3
    assert memory.get('a') is None
