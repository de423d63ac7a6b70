"""Groups are the connected components of the links, each by its least number."""

from hypothesis import given
from hypothesis import strategies as st

from labels.duplicates.clusters import Clusters

LINKS = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)), max_size=30)


def components(links: list[tuple[int, int]]) -> dict[int, int]:
    """The least number that each one reaches, by spreading it until nothing changes."""
    least = {number: number for number in range(1, 21)}
    while True:
        before = dict(least)
        for one, other in links:
            least[one] = least[other] = min(least[one], least[other])
        if least == before:
            return least


@given(LINKS)
def test_groups_are_what_hangs_together(links):
    clusters = Clusters(links)
    expected = components(links)
    assert {number: clusters.of(number) for number in range(1, 21)} == expected
    groups = [[n for n in expected if expected[n] == least] for least in sorted(set(expected.values()))]
    assert clusters.groups() == [group for group in groups if len(group) > 1]


@given(LINKS, LINKS)
def test_later_members_do_not_rename_a_group(links, more):
    later = [(one + 20, other) for one, other in more]
    before, after = Clusters(links), Clusters(links + later)
    for number in range(1, 21):
        assert after.of(number) <= before.of(number)
        if all(before.of(other) == before.of(later[0][1]) for _, other in later):
            assert after.of(number) == before.of(number)
