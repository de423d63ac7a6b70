"""Keys typed ahead of a slow line: every one is taken, in order, also where one of them asks a question."""

import pytest

from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import desk


def labels_in_order(folder):
    with Project.open(folder / "copydesk.db", "ana", write=False) as project:
        said = [project.annotation(sentence) for sentence in project.sentences()]
        return [project.codebook.label(each.labels[0]).name[0] if each.labels else each.status for each in said]


@pytest.mark.slow
def test_two_hundred_keys_in_one_write_are_all_taken_in_order(tmp_path):
    keys = "ncqbooqnbc" * 20
    (tmp_path / "report.txt").write_text(article(210))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write(keys)
        terminal.wait("the last decision", lambda: terminal.decided == len(keys) and terminal.current == len(keys))
    assert labels_in_order(tmp_path) == [*keys, *["undecided"] * 10]


@pytest.mark.slow
def test_a_search_and_the_label_after_it_act_in_order(tmp_path):
    (tmp_path / "report.txt").write_text(article(40))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write("n/00020\rc:31\rq;a note, nothing else\r!b")
        terminal.wait("the sentence after the last label", lambda: terminal.decided == 4 and terminal.current == 32)
    found = labels_in_order(tmp_path)
    assert {n: label for n, label in enumerate(found) if label != "undecided"} == {0: "n", 20: "c", 30: "q", 31: "b"}
    with Project.open(tmp_path / "copydesk.db", "ana", write=False) as project:
        said = project.annotation(list(project.sentences())[31])
        assert (said.note, said.flagged) == ("a note, nothing else", True)


@pytest.mark.slow
def test_undo_and_redo_typed_ahead_end_where_they_should(tmp_path):
    (tmp_path / "report.txt").write_text(article(20))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write("ncqbo" + "\x7f" * 3 + "\x19" + " " + "\x1b[B" * 2 + "q")
        terminal.wait("where they end", lambda: terminal.decided == 5 and terminal.current == 7)
    # What is redone leads on as the key did.
    assert labels_in_order(tmp_path)[:7] == ["n", "c", "q", "skipped", "undecided", "undecided", "q"]
