"""The exercises of the tour, in their order."""

from __future__ import annotations

from tui.tour.lesson import Exercise, Task

_DECIDE = ("label", "skip", "repeat")

COURSE: tuple[Exercise, ...] = (
    Exercise(
        "The cursor",
        "Welcome to the desk. Here is an article, sentence by sentence; the bar beside one of them is the cursor.",
        (
            Task("Press {next} to go to the next sentence.", ("next",), "One sentence down."),
            Task(
                "Press {previous} to come back.",
                ("previous",),
                "Moving changes nothing: look around whenever you like.",
            ),
        ),
    ),
    Exercise(
        "One key, one sentence",
        "A label’s key labels the sentence and goes on to the next.",
        (
            Task(
                "{coach}",
                ("label",),
                "The label is beside it, and is already saved.",
                enough=lambda did: did.right,
            ),
        ),
    ),
    Exercise(
        "By yourself",
        "Now three by yourself. The keys are below the article. You can undo everything.",
        (Task("Read, and press the key of the label that fits.", ("label",), "That is most of the work.", times=3),),
    ),
    Exercise(
        "Help",
        "Not sure about a label? Help has every key, and the codebook.",
        (
            Task(
                "Press {help} to look, and {escape} to come back.",
                ("help",),
                "On a labelled sentence, help begins with the entry of its label.",
            ),
        ),
    ),
    Exercise(
        "Skip",
        "Is this one told, or guessed? If you cannot say, skip it: a decision too, and kept apart from the labels.",
        (Task("Press {skip} to skip.", ("skip",), "Skipped. The desk will not ask for this one again."),),
        at=("Nobody on the quay",),
        about_others="If you cannot say which label fits, skip: a decision too, and kept apart from the labels.",
    ),
    Exercise(
        "Undo and redo",
        "Undo goes back one action at a time, through everything you ever did here.",
        (
            Task("Press {undo} twice.", ("undo",), "Your last two actions are undone.", times=2),
            Task("Press {redo} twice.", ("redo",), "Both are redone, and the cursor goes on after them.", times=2),
        ),
    ),
    Exercise(
        "Jump",
        "You need not go to decided sentences again.",
        (
            Task("Press {first} to go to the top.", ("first",), "The top of the article."),
            Task(
                "Press {next_undecided} to jump to the next sentence without a decision.",
                ("next_undecided",),
                "It skips everything that is decided.",
            ),
        ),
    ),
    Exercise(
        "The same again",
        "Neighbours often do the same job.",
        (
            Task("{coach}", ("label",), "Often the next sentence does just the same."),
            Task("Press {repeat} to give it the same label.", ("repeat",), "Your last decision, once more."),
        ),
    ),
    Exercise(
        "In doubt",
        "This one is damaged. A flag and a note tell others about it.",
        (
            Task("Press {flag} to flag it.", ("flag",), "Flagged; the same key takes the flag off."),
            Task("Press {note} and type {typed}, then {enter}.", ("note",), "Noted.", typed="cut off"),
            Task("Now its label. {coach}", _DECIDE, "Flag and note go into the training data too."),
        ),
        at=("— fares",),
        about_others="Some sentences are damaged. A flag and a note tell others about it.",
    ),
    Exercise(
        "Several at once",
        "Three sentences in a row say what was so before: label them together.",
        (
            Task("Press {extend_down} twice to select all three.", ("extend",), "Three are selected.", times=2),
            Task(
                "Press {label_background} for background, once for all.",
                ("label",),
                "Several labels, one action: a single {undo} would take them back.",
                enough=lambda did: did.rows > 1,
            ),
        ),
        at=("The old ramp", "It was repaired", "A bridge was"),
        about_others="Sentences in a row that do the same job can be labelled together.",
    ),
    Exercise(
        "Search",
        "Search looks through all articles, not only this one.",
        (
            Task(
                "Press {search} and type {typed}, then {enter}.",
                ("search",),
                "Found, in another article.",
                enough=lambda did: did.opened,
                otherwise=(
                    "Found, but in the article that was open. {previous_article} goes to the one before: search there."
                ),
                typed="lantern",
            ),
            Task(
                "Press {previous_article} for the article before this one.",
                ("previous_article",),
                "The sentence where you left. {next_article} turns the other way.",
            ),
        ),
    ),
    Exercise(
        "To the end",
        "Here the desk goes on to the next article by itself. At work it stops first, and sums the article up.",
        (
            Task(
                "Label what is left of this one.",
                _DECIDE,
                "That article is done.",
                enough=lambda did: did.opened or not did.left,
            ),
        ),
    ),
    Exercise(
        "At your own pace",
        "Five on your own. If we would give another label, we say so here.",
        (Task("Read, and press the key of the label that fits.", _DECIDE, "You know the work now.", times=5),),
    ),
    Exercise(
        "Quit and come back",
        "You never have to save: a decision is saved before it is shown. Even a power cut loses nothing.",
        (
            Task(
                "Press {quit} to quit. This time, the tour opens it again.",
                ("quit",),
                "You are where you left off, with every decision. Undo still works.",
            ),
        ),
    ),
    Exercise(
        "Training data",
        "What it is all for: a file with a line for each decision, to train with.",
        (
            Task(
                "Press {export}, and {enter} to take the file name as it is.",
                ("export",),
                "That was the tour.",
            ),
        ),
    ),
)

#: What the panel says when the lesson is over.
OVER = "Go on here as long as you like. {quit} ends the tour and takes its project away."
