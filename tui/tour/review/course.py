"""The exercises of the lesson on review, in their order."""

from __future__ import annotations

from tui.tour.lesson import LABELLING, Exercise, Task

_SETTLE = tuple(sorted(LABELLING))

#: Said where the lesson waits for something to be done to a conflict, and there is none.
NOTHING_LEFT = "No conflict is left: {undo} brings one back, {go_on} skips this step."

COURSE: tuple[Exercise, ...] = (
    Exercise(
        "What all agree on",
        "You are the lead: two others labelled this article. First the review asks for the easy part, below.",
        (
            Task(
                "Press {do} to settle what both agree on. Is the question gone? {accept} asks again.",
                ("accepted",),
                "Settled at once, as » says in the gutter. A single {undo} would take it back.",
            ),
        ),
    ),
    Exercise(
        "Letters and numbers",
        "The two are called A and B. At a conflict the gutter has numbers for the answers, with who gave them; below"
        " the article they are in words.",
        (
            Task("Press {next_undecided} to see the next conflict.", ("next_undecided",), "Here they differ, too."),
            Task(
                "Press {previous_undecided} to come back.",
                ("previous_undecided",),
                "Moving settles nothing. A is another person in each article.",
            ),
        ),
    ),
    Exercise(
        "A number",
        "A number settles the sentence by that answer. It becomes gold, beside what the two said: nothing of theirs"
        " changes.",
        (Task("{coach}", _SETTLE, "Settled, and on to the next conflict."),),
    ),
    Exercise(
        "Later",
        "A writer’s question, or does it do none of the jobs? What needs a second thought can wait.",
        (Task("Press {skip} to put it off.", ("later",), "It comes again when nothing else is left."),),
        at=("Is a cupboard",),
        about_others="What needs a second thought can wait.",
    ),
    Exercise(
        "The most likely answer",
        "Answer 1 is the most likely: most gave it, or those who were right more often. Between equals, the"
        " codebook’s first.",
        (Task("Read, and press {confirm} to take answer 1.", ("likely",), "One key for a conflict."),),
    ),
    Exercise(
        "Undo",
        "Undo goes back through what was done in reviews, one action at a time.",
        (
            Task("Press {undo} to take the last settlement back.", ("undo",), "Open again. {redo} would redo it."),
            Task("Now settle it once more. {coach}", _SETTLE, "Gold can be changed at any time."),
        ),
    ),
    Exercise(
        "A reason",
        "People who answered differently want to know why. Reasons have capitals, and are below the answers, with a"
        " note that one of them wrote.",
        (
            Task(
                "Press {reason} for “definition unclear”.",
                ("choose_reason",),
                "It waits for your next key. {flag_because} adds a reason of your own.",
            ),
            Task("{coach}", _SETTLE, "Settled, with the reason: two keys."),
        ),
        at=("Ms Voss",),
        about_others="People who answered differently want to know why. Reasons have capitals, and are below the"
        " answers.",
    ),
    Exercise(
        "What nobody said",
        "Both can be wrong. The key of a label settles by that label, as at the desk.",
        (Task("{coach}", ("label",), "What you put off for later has come again."),),
    ),
    Exercise(
        "Said of a longer sentence",
        "One sentence was split after somebody had labelled it. A label of the whole is not a vote on its halves.",
        (
            Task(
                "Move with {previous} and {next} to one of its halves: “the oldest bean was picked in 1952.”",
                ("carried",),
                "Below is what was said of the longer one. One vote is not a conflict.",
            ),
        ),
    ),
    Exercise(
        "Names",
        "Letters help you to be fair. If you must know who said what, you can.",
        (
            Task(
                "Press {names} to see the names in this article.",
                ("reveal",),
                "This is recorded: copydesk log shows it.",
            ),
        ),
    ),
    Exercise(
        "What is left",
        "A review is over when no conflict is left, and what was put off is settled as well.",
        (
            Task("Press {next_undecided} to go back to what you put off.", ("next_undecided",), "This one waited."),
            Task("{coach}", (*_SETTLE, "skip"), "No conflict is left.", enough=lambda did: not did.left),
        ),
    ),
)
