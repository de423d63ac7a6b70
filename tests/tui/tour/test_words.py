"""The words of the lesson, and the articles it is held on."""

import io
from contextlib import redirect_stderr

import pytest

from labels.codebook.file import default_codebook
from labels.segmentation import segment
from tests.tui.tour.touring import answers
from tui.key_names import key_cap
from tui.keymap import make_keymap
from tui.tour.course import COURSE, OVER
from tui.tour.lesson import Lesson
from tui.tour.outcome import NEXT
from tui.tour.run import farewell
from tui.tour.samples import samples
from tui.tour.words import coached, field_keys, fields, fill


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.article.title)
def test_the_articles_are_cut_where_their_authors_meant(sample):
    text = sample.article.text
    assert tuple(text[start:end] for start, end in segment(text, "en")) == sample.sentences
    assert 10 <= len(sample.sentences) <= 14


def test_the_answers_are_labels_of_the_codebook():
    names = {label.name for label in default_codebook().active}
    assert {answer.label for answer in answers().values()} == names


def test_every_field_of_the_words_is_a_key():
    codebook = default_codebook()
    keys = field_keys(codebook, make_keymap(codebook))
    said = [OVER, *(coached(answer) for answer in answers().values())]
    for exercise in COURSE:
        said.append(exercise.about)
        for task in exercise.tasks:
            said += [task.words.replace("{coach}", ""), task.after, task.otherwise]
    named = {field for words in said for field in fields(words)} - {"typed"}
    assert named <= keys.keys()


def test_every_task_that_types_says_what():
    for exercise in COURSE:
        for task in exercise.tasks:
            assert ("typed" in fields(task.words)) == bool(task.typed)


@pytest.mark.parametrize(
    ("key", "cap"),
    [
        ("shift+down", "Shift+↓"),
        ("ctrl+y", "Ctrl+Y"),
        ("backspace", "Backspace"),
        ("full_stop", "."),
        ("question_mark", "?"),
        ("q", "q"),
        ("f3", "F3"),
        ("pagedown", "Page Down"),
    ],
)
def test_keys_are_written_as_on_the_keyboard(key, cap):
    assert key_cap(key) == cap


def test_braces_and_markup_in_typed_text_stay_as_they_are():
    assert fill("Type {typed} [b].", {}, "[/x] {y}").plain == "Type [/x] {y} [b]."


@pytest.mark.parametrize(
    ("over", "first"), [(True, "That was the tour."), (False, "You left the tour after 3 of 15 steps.")]
)
def test_the_farewell_names_the_next_commands_on_stderr(over, first):
    stream, lesson = io.StringIO(), Lesson(COURSE)
    lesson.number = len(COURSE) if over else 3
    with redirect_stderr(stream):
        farewell(lesson, "copydesk tour", NEXT)
    assert stream.getvalue().startswith(first)
    assert "copydesk my-articles/" in stream.getvalue()
    assert "copydesk export -o data.jsonl" in stream.getvalue()
    assert "copydesk tour review" in stream.getvalue()
    assert all(len(line) <= 80 for line in stream.getvalue().splitlines())
