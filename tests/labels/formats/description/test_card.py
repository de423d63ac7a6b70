"""The dataset card: what it tells, and that foreign text cannot write in it."""

from labels.codebook import Codebook, Label
from labels.exporting.records import select
from labels.formats.dataset import Dataset
from labels.formats.description.card import card_text
from labels.project import Project
from tests.labels.making import use_codebook


def lines(dataset: Dataset) -> list[str]:
    return card_text(dataset).splitlines()


def test_it_tells_labels_people_sentences_and_parts(project):
    first, second, third, *_ = project.sentences()
    project.label(first, "claim", "fact")
    project.skip(third)
    with Project(project.path, "ben", clock=project.clock) as ben:
        ben.label(second, "claim")
    told = lines(select(project.view, parts={first.article: "train"}))
    assert told[2] == "3 sentences of 1 article, in 3 records: 2 labelled, 1 skipped."
    assert "| claim | 2 |  |" in told and "| opinion | 0 |  |" in told
    assert "| ana | 2 |" in told and "| ben | 1 |" in told
    assert "Decided from 2024-03-01 to 2024-03-01 (UTC)." in told
    assert any(line.endswith(": 1 article") for line in told)
    assert "| train | 3 | 100.0% | 66.7% | 33.3% |" in told
    assert any("Of fact, opinion, one at most." in line and "version 2" in line for line in told)
    assert not any("One annotator" in line for line in told)
    assert told == lines(select(project.view, parts={first.article: "train"}))


def test_without_decisions_and_parts_it_still_stands(project):
    text = card_text(select(project.view))
    assert "0 sentences of 0 articles" in text and "## Parts" not in text and "## Sentences" not in text


def test_foreign_text_is_no_markdown(project):
    use_codebook(
        project, Codebook((Label("a|b", "a|b", "x", definition="<b>\n| [x](y)"), *project.codebook.labels), "many")
    )
    (row,) = [line for line in lines(select(project.view)) if line.startswith("| a\\|")]
    assert row == r"| a\|b | 0 | \<b\> \| \[x\](y) |"


def test_it_says_whether_all_answers_are_there(project):
    assert "all answers are in the data" in card_text(select(project.view))
    assert "on which annotators differ are not in the data" in card_text(select(project.view, one_row_per="sentence"))


def test_it_tells_how_far_annotators_agree(project):
    first, second, _, fourth, *_ = sentences = list(project.sentences())
    for sentence, label in zip(sentences, ("claim", "quote", "claim", "quote", "claim"), strict=False):
        project.label(sentence, label)
    assert "## Agreement" not in card_text(select(project.view))
    with Project(project.path, "b|n", clock=project.clock) as other:
        other.label(first, "claim")
        other.label(second, "claim")
        other.skip(fourth)
    text = card_text(select(project.view))
    assert "5 sentences marked by 2 people; 3 by two or more, with 6 marks. A skip is a mark without labels." in text
    assert "| percent agreement | 33% | – |" in text
    assert r"| ana, b\|n | 3 | 33% |" in text
    everything = project.agreement()
    assert f"| Krippendorff’s alpha | {everything.overall().alpha.value:.2f} |".replace("-", "−") in text
    agreed = card_text(select(project.view, one_row_per="sentence"))
    assert "3 by two or more, with 6 marks" in agreed


def test_what_was_carried_does_not_agree(project):
    first, *_ = project.sentences()
    project.label(first, "claim")
    with Project(project.path, "ben", clock=project.clock) as ben:
        ben.label(first, "claim")
    project.split(first, first.start + 4)
    assert "## Agreement" not in card_text(select(project.view))
