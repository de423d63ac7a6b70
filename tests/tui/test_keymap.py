"""Keys: labels come first, commands always keep one, and what a user rebinds is checked."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from tests.examples import examples
from tests.labels.codebook.strategies import keys as typeable
from tui.commands import COMMANDS, commands_of
from tui.keymap import make_keymap

DESK = commands_of("desk")
BY_ID = {command.id: command for command in DESK}


def codebook(*keys: str, choose="many") -> Codebook:
    return Codebook(tuple(Label(f"label {n}", f"label {n}", key) for n, key in enumerate(keys)), choose)


codebooks = st.lists(typeable, min_size=1, max_size=60, unique=True).map(lambda keys: codebook(*keys))

#: What somebody may rebind: letters (of labels or not), keys of other commands, and keys of nobody.
rebindings = st.dictionaries(
    st.sampled_from(sorted(BY_ID)),
    st.lists(
        st.sampled_from([*string.ascii_letters, "1", "space", "backspace", "ctrl+n", "f8", "?", "tab", "ctrl+shift+x"]),
        min_size=1,
        max_size=3,
    ).map(", ".join),
    max_size=6,
)


def owners(keymap) -> list[str]:
    """Every key of the keymap, as often as it is owned."""
    mappings = (keymap.commands, keymap.label_keys, keymap.toggle_keys)
    return [key for mapping in mappings for keys in mapping.values() for key in dict.fromkeys(keys)]


@given(codebooks)
@settings(max_examples=examples(60), deadline=None)
def test_whatever_the_codebook_every_command_and_every_label_has_a_key_of_its_own(codebook):
    keymap = make_keymap(codebook)
    assert set(keymap.commands) == set(BY_ID)
    for command in DESK:
        assert set(command.keys) <= set(keymap.commands[command.id])
    assert all(label.key in keymap.label_keys[label.id] for label in codebook.active)
    assert len(owners(keymap)) == len(set(owners(keymap)))
    assert keymap.warnings == ()


@given(codebooks, rebindings)
@settings(max_examples=examples(120), deadline=None)
def test_whatever_is_rebound_it_is_refused_or_every_command_keeps_a_key_of_its_own(codebook, rebound):
    try:
        keymap = make_keymap(codebook, rebound)
    except UsageError:
        return
    assert all(keymap.commands[id] for id in BY_ID)
    assert all(label.key in keymap.label_keys[label.id] for label in codebook.active)
    assert len(owners(keymap)) == len(set(owners(keymap)))
    for id in BY_ID.keys() - rebound.keys():
        assert set(BY_ID[id].keys) <= set(keymap.commands[id]), "nobody else loses a key of their own"


def test_no_command_has_a_letter_or_digit_for_its_own_and_no_key_belongs_to_two():
    keys = [key for command in DESK for key in (*command.keys, *command.aliases)]
    assert len(keys) == len(set(keys))
    assert not [key for command in DESK for key in command.keys if len(key) == 1]
    assert len(BY_ID) == len(DESK)


def test_an_alias_yields_to_a_label():
    assert "u" in make_keymap(codebook("c")).commands["undo"]
    keymap = make_keymap(codebook("u"))
    assert keymap.commands["undo"] == ("backspace",)
    assert keymap.label_keys["label 0"] == ("u", "1")


def test_digits_give_labels_by_order_unless_a_label_owns_the_digit():
    keymap = make_keymap(codebook("c", "1", "q"))
    assert keymap.label_keys == {"label 0": ("c",), "label 1": ("1", "2"), "label 2": ("q", "3")}


@given(codebooks)
@settings(max_examples=examples(40), deadline=None)
def test_a_digit_gives_the_label_that_the_codebook_says(codebook):
    keymap = make_keymap(codebook)
    for digit, id in codebook.digits().items():
        assert digit in keymap.label_keys[id]


def test_shift_and_the_letter_toggles_unless_the_capital_is_a_label():
    keymap = make_keymap(codebook("c", "q", "Q", "7"))
    assert keymap.toggle_keys == {"label 0": ("C",), "label 1": (), "label 2": (), "label 3": ()}


def test_rebinding_replaces_the_keys_and_the_alias():
    keymap = make_keymap(codebook("c"), {"undo": "ctrl+n, F9"})
    assert keymap.commands["undo"] == ("ctrl+n", "f9")
    assert keymap.warnings == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("?", "question_mark"),
        ("/", "slash"),
        ("\\", "backslash"),
        ("@", "at"),
        ("_", "underscore"),
        ("+", "plus"),
        ("Ctrl+Z", "ctrl+z"),
        ("control + z", "ctrl+z"),
        ("ctrl+i", "tab"),
        ("Esc", "escape"),
        ("Return", "enter"),
        ("PgDn", "pagedown"),
        ("page down", "pagedown"),
        ("shift+a", "A"),
        ("é", "é"),
        ("shift+down", "shift+down"),
        ("comma", "comma"),
        ("full_stop", "full_stop"),
        ("Hyphen-Minus", "minus"),
        ("solidus", "slash"),
        ("ctrl+", None),
        ("strg+z", None),
        ("nonsense", None),
        ("\x01", None),
        ("ctrl+shift+", None),
    ],
)
def test_keys_may_be_written_as_people_write_them(written, key):
    from tui.key_names import key_name

    if key is None:
        with pytest.raises(UsageError, match="there is no key"):
            key_name(written)
    else:
        assert key_name(written) == key


@pytest.mark.parametrize("sign", [c for c in string.punctuation if c != ","])
def test_every_sign_is_called_what_the_terminal_library_calls_it(sign):
    from textual.keys import _character_to_key

    from tui.key_names import key_name

    assert key_name(sign) == _character_to_key(sign)


def test_two_commands_on_one_key_are_refused_in_one_line_that_names_both():
    with pytest.raises(UsageError) as refused:
        make_keymap(codebook("c"), {"undo": "space"})
    message = str(refused.value)
    assert "space" in message and "skip" in message and "undo" in message
    assert "\n" not in message


def test_keys_may_be_swapped():
    keymap = make_keymap(codebook("c"), {"undo": "space", "skip": "backspace"})
    assert (keymap.commands["undo"], keymap.commands["skip"]) == (("space",), ("backspace",))


def test_an_alias_asked_for_by_another_command_is_given_up():
    keymap = make_keymap(codebook("c"), {"skip": "u"})
    assert keymap.commands["skip"] == ("u",)
    assert keymap.commands["undo"] == ("backspace",)


@pytest.mark.parametrize(
    ("rebound", "said"),
    [
        ({"unndo": "x"}, "no command “unndo”"),
        ({"undo": ""}, "undo is empty"),
        ({"undo": " , "}, "undo is empty"),
        ({"undo": "escape"}, "escape"),
        ({"undo": "ctrl+q"}, "quit"),
    ],
)
def test_what_cannot_be_rebound_is_refused_in_one_line(rebound, said):
    with pytest.raises(UsageError) as refused:
        make_keymap(codebook("c"), rebound)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_label_keeps_its_letter_and_the_command_its_own_key_with_a_warning():
    keymap = make_keymap(codebook("c"), {"undo": "c"})
    assert keymap.label_keys["label 0"] == ("c", "1")
    assert keymap.commands["undo"] == ("backspace",)
    (warning,) = keymap.warnings
    assert "“c”" in warning and "label 0" in warning and "undo" in warning and "backspace" in warning


def test_a_command_that_loses_every_key_gets_a_spare_one():
    keymap = make_keymap(codebook("c"), {"undo": "c", "skip": "backspace"})
    assert keymap.commands["undo"] == ("f5",)
    assert "f5" in keymap.warnings[0]


#: What somebody may rebind on other screens: keys that are in use there or at the desk, and keys of nobody.
elsewhere = st.dictionaries(
    st.sampled_from(sorted(command.id for command in COMMANDS if not command.like)),
    st.lists(
        st.sampled_from([*"cqoj", "enter", "right", "down", "slash", "f9", "ctrl+n", "?"]), min_size=1, max_size=2
    ).map(", ".join),
    max_size=4,
)


def test_what_has_the_keys_of_a_command_of_the_desk_names_one():
    assert {command.like for command in COMMANDS if command.like} <= BY_ID.keys()
    assert all(command.screens for command in COMMANDS)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@given(codebooks, elsewhere)
@settings(max_examples=examples(120), deadline=None)
def test_on_every_screen_every_command_keeps_a_key_and_no_key_belongs_to_two(codebook, rebound):
    try:
        keymap = make_keymap(codebook, rebound)
    except UsageError:
        return
    for screen in ("splitting", "articles", "sentences", "bulk", "history", "dashboard", "help", "start"):
        commands = commands_of(screen)
        assert all(keymap.elsewhere[command.id] for command in commands)
        keys = [key for command in commands for key in dict.fromkeys(keymap.elsewhere[command.id])]
        assert len(keys) == len(set(keys)), screen
        for command in commands:
            assert "escape" not in command.keys or "escape" in keymap.elsewhere[command.id]


def test_a_command_of_another_screen_can_be_rebound_and_escape_stays():
    keymap = make_keymap(codebook("c"), {"list_turn": "f9", "history_back": "x", "quit": "ctrl+x"})
    assert keymap.elsewhere["list_turn"] == ("f9",)
    assert keymap.elsewhere["history_back"] == ("x", "escape")
    assert keymap.elsewhere["history_quit"] == keymap.elsewhere["list_quit"] == ("ctrl+x",)


def test_a_screen_keeps_its_own_key_where_a_command_of_the_desk_is_given_it():
    keymap = make_keymap(codebook("c"), {"next_undecided": "ctrl+n", "help": "right"})
    assert keymap.elsewhere["list_sort_next"] == ("right",)
    assert keymap.elsewhere["list_help"] == ("question_mark", "f1")


def test_two_commands_of_another_screen_on_one_key_are_refused():
    with pytest.raises(UsageError, match="“down” is asked for by list_turn and by next"):
        make_keymap(codebook("c"), {"list_turn": "down"})
    with pytest.raises(UsageError, match="no command “list_next”"):
        make_keymap(codebook("c"), {"list_next": "f9"})
    make_keymap(codebook("c"), {"history_undo": "f9", "list_turn": "f9"})  # on two screens


def test_no_letter_of_a_label_closes_a_screen_over_the_desk():
    """Labels typed where somebody takes the desk to be would begin to count after the first one."""
    closing = [f"{screen}_back" for screen in ("history", "dashboard", "agreement", "feedback", "help")]
    assert all("q" in make_keymap(codebook("c")).elsewhere[id] for id in closing)
    assert not any("q" in make_keymap(codebook("q")).elsewhere[id] for id in closing)
    assert make_keymap(codebook("q"), {"help_back": "q"}).elsewhere["help_back"] == ("q", "escape")


def test_in_a_list_a_label_keeps_its_letter_with_a_warning():
    keymap = make_keymap(codebook("c"), {"list_turn": "c"})
    assert keymap.elsewhere["list_turn"] == ("equals_sign",)
    assert "list_turn" in keymap.warnings[0]


@pytest.mark.parametrize(
    ("typed", "remedy"), [("undoo", "Did you mean undo?"), ("zzzzzz", "docs/settings.md names all commands.")]
)
def test_a_command_that_does_not_exist_is_refused_in_a_line(typed, remedy):
    with pytest.raises(UsageError) as refused:
        make_keymap(codebook("a"), {typed: "f8"})
    assert str(refused.value) == f"settings: [keys] has no command “{typed}”. {remedy}"
