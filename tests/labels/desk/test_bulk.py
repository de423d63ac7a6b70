"""The same of many sentences: what a preview says, what is written, and that one undo takes it back."""

import pytest

from labels.bulk import BulkChange, carry_out, done_in_words, preview, preview_in_words
from labels.codebook import Codebook, Label
from labels.desk import Desk
from labels.errors import UsageError
from labels.journal.second_connection import second_connection
from labels.project import Project
from labels.projections.check import check
from labels.query import Hit, Search, find, parse_query
from labels.values.progress import Cancelled, Progress
from tests.labels.making import SCHEME, use_codebook


def select(project, text=""):
    return list(find(project.connection, project.codebook, Search(parse_query(text), "ana")))


def do(project, planned, **how):
    return carry_out(project.reader, project.journal, planned, **how)


def marks(project):
    return {s.id: project.annotation(s) for row in project.articles() for s in project.sentences(row.id)}


def statuses(project):
    return [(mark.status, mark.labels) for mark in marks(project).values()]


def plan(project, deed, text=""):
    return preview(project.reader, "ana", deed, select(project, text))


CLAIM = BulkChange("label", "claim")


def test_a_preview_says_how_many_and_which_and_what_would_be_lost(project):
    first, second = list(project.sentences())[:2]
    project.label(first, "claim")
    project.label(second, "quote")
    planned = plan(project, CLAIM)
    assert len(planned.hits) == 7
    assert (planned.articles, planned.decided, planned.unchanged) == (3, 1, 1)
    assert planned.quotes[0] == second.text
    words = preview_in_words(planned, project.codebook)
    assert words == ("Label 7 sentences in 3 articles as claim? 1 other decision will be replaced. 1 is so already.")


def test_all_are_labelled_as_one_action_that_one_undo_takes_back(project):
    sentence = next(project.sentences())
    project.label(sentence, "quote", seconds=3)
    before = marks(project)
    events = project.connection.execute("SELECT count(DISTINCT action) FROM journal").fetchone()
    done = do(project, plan(project, CLAIM))
    assert (done.sentences, done.moved) == (8, 0)
    assert statuses(project) == [("labelled", ("claim",))] * 8
    assert {mark.seconds for mark in marks(project).values()} == {None}, "nobody timed these decisions"
    assert project.connection.execute("SELECT count(DISTINCT action) FROM journal").fetchone() == (events[0] + 1,)
    assert project.undo()
    assert marks(project) == before
    assert project.redo()
    assert statuses(project) == [("labelled", ("claim",))] * 8


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        (BulkChange("skip"), ("skipped", ())),
        (BulkChange("clear"), ("undecided", ())),
    ],
)
def test_all_are_skipped_or_cleared(project, deed, expected):
    for sentence in project.sentences():
        project.label(sentence, "quote")
    do(project, plan(project, deed))
    assert statuses(project) == [expected] * 8


def test_flags_go_on_all_and_off_where_all_have_one(project):
    project.flag(next(project.sentences()), reason="why?")
    planned = plan(project, BulkChange("flag"))
    assert (len(planned.hits), planned.unchanged) == (7, 1)
    do(project, planned)
    assert all(mark.flagged for mark in marks(project).values())
    assert next(iter(marks(project).values())).flag_reason == "why?"
    planned = plan(project, BulkChange("flag"))
    assert preview_in_words(planned, project.codebook) == (
        "Take the flag off 8 sentences in 3 articles? 1 reason goes too."
    )
    do(project, planned)
    assert not any(mark.flagged for mark in marks(project).values())


def test_what_is_so_already_needs_nothing(project):
    do(project, plan(project, CLAIM))
    planned = plan(project, CLAIM)
    assert planned.hits == ()
    assert preview_in_words(planned, project.codebook) == "Nothing to do: it is already so."
    assert do(project, planned).sentences == 0
    assert preview_in_words(plan(project, CLAIM, "zebra"), project.codebook) == "No sentence is selected."


def test_sentences_that_moved_meanwhile_are_left_alone(project):
    planned = plan(project, CLAIM)
    first = next(project.sentences())
    project.join(first)  # its two sentences are one now
    done = do(project, planned)
    assert (done.sentences, done.moved) == (6, 2)
    assert done_in_words(done) == (
        "Done: 6 sentences, one action; Backspace undoes it. 2 sentences had been split or joined meanwhile."
    )
    assert not project.annotation(next(project.sentences())).decided


def test_a_boundary_mended_at_the_last_moment_is_seen(project, tmp_path, monkeypatch):
    planned = plan(project, CLAIM)
    other = Project(project.path, "ben")
    record, once = project.journal.record, []

    def late(acts, **how):
        if not once:
            once.append(True)
            other.join(next(other.sentences()))
        return record(acts, **how)

    monkeypatch.setattr(project.journal, "record", late)
    assert do(project, planned).moved == 2
    other.close()


def test_a_label_that_is_gone_is_refused(project):
    planned = plan(project, CLAIM)
    rest = Codebook(tuple(label for label in SCHEME.labels if label.id != "claim"), choose="many")
    use_codebook(project, rest)
    with pytest.raises(UsageError, match="no longer in the codebook"):
        do(project, planned)
    assert not any(mark.decided for mark in marks(project).values())


def test_a_retired_label_is_refused(project):
    project.label(next(project.sentences()), "claim")
    planned = plan(project, CLAIM)
    rest = Codebook((Label("new", "new", "n"), *SCHEME.labels[1:]), choose="many")
    project.change_codebook(project.plan_codebook(rest, retire=["claim"]))
    with pytest.raises(UsageError, match="no longer in the codebook"):
        do(project, planned)


def test_stopping_in_the_middle_leaves_everything_as_it_was(project, monkeypatch):
    monkeypatch.setattr("labels.journal.append._OFTEN", 3)
    before, told = marks(project), []

    progress = Progress(lambda done, total: told.append(done), lambda: len(told) == 1)
    with pytest.raises(Cancelled):
        do(project, plan(project, CLAIM), progress=progress)
    assert told == [3]
    assert marks(project) == before
    assert not project.undo()


def test_a_preview_can_be_stopped(project, monkeypatch):
    monkeypatch.setattr("labels.bulk._OFTEN", 2)
    with pytest.raises(Cancelled):
        preview(project.reader, "ana", CLAIM, select(project), Progress(cancelled=lambda: True))


def test_hits_in_any_order_and_of_articles_that_never_were(project):
    hits = [*reversed(select(project)), Hit(99, 0, 5)]
    planned = preview(project.reader, "ana", CLAIM, hits[:-1])
    assert list(planned.hits) == sorted(hits[:-1])
    done = do(project, preview(project.reader, "ana", BulkChange("skip"), []))
    assert done.sentences == 0


def test_what_another_connection_writes_in_this_session_is_undone_at_the_desk(project):
    desk = Desk(project)
    with second_connection(project.path, project.journal) as second:
        planned = preview(second.reader, "ana", CLAIM, select(project))
        carry_out(second.reader, second.journal, planned)
    assert desk.refresh().reloaded
    assert desk.tally.decided == 8
    assert desk.annotation(0).labels == ("claim",)
    desk.undo()
    assert desk.tally.decided == 0
    assert not any(mark.decided for mark in marks(project).values())


def test_many_in_one_action_replay_to_the_same(tmp_path, clock):
    from tests.labels.making import make_project

    texts = tuple(" ".join(f"Line {n} of text {t}." for n in range(60)) for t in range(20))
    with make_project(tmp_path / "many.db", clock=clock, texts=texts) as project:
        done = do(project, plan(project, CLAIM))
        assert done.sentences == 1200
        assert check(project.path).problems == []
        assert project.undo()
        assert project.progress().decided == 0


def test_a_confirmed_carried_label_is_no_other_decision(project):
    first = next(project.sentences())
    project.label(first, "claim")
    project.split(first, 4)
    planned = plan(project, CLAIM)
    assert (len(planned.hits), planned.decided) == (9, 0)
    assert plan(project, BulkChange("skip")).decided == 2


def test_it_says_which_reasons_go_with_the_flags(project):
    for number, sentence in enumerate(project.sentences()):
        project.flag(sentence, reason="odd" if number < 2 else "")
    planned = plan(project, BulkChange("flag"))
    assert preview_in_words(planned, project.codebook) == (
        "Take the flag off 8 sentences in 3 articles? 2 reasons go too."
    )
