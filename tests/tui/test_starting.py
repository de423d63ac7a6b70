"""While the program is loaded, Ctrl+C ends it without a word; then it is told to what runs."""

from __future__ import annotations

import gc
import signal
import threading

import pytest

from tui.starting import begin, loaded, loading, started


@pytest.fixture(autouse=True)
def as_it_was():
    handler, thresholds = signal.getsignal(signal.SIGINT), gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, handler)
    gc.enable()
    gc.unfreeze()


def test_an_interrupt_ends_the_process_at_once_until_all_is_loaded():
    signal.signal(signal.SIGINT, signal.default_int_handler)
    begin()
    assert (signal.getsignal(signal.SIGINT), gc.isenabled()) == (signal.SIG_DFL, False)
    loaded()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    started()
    assert gc.isenabled()


def test_what_a_shell_ignores_for_us_stays_ignored():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin()
    loaded()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.parametrize(
    ("usual", "meanwhile"),
    [(signal.default_int_handler, signal.SIG_DFL), (signal.SIG_IGN, signal.SIG_IGN)],
    ids=["raised", "ignored"],
)
def test_an_interrupt_ends_the_process_while_a_command_is_loaded(usual, meanwhile):
    signal.signal(signal.SIGINT, usual)
    with loading():
        assert signal.getsignal(signal.SIGINT) is meanwhile
    assert signal.getsignal(signal.SIGINT) is usual


def test_outside_the_main_thread_no_signal_is_touched():
    signal.signal(signal.SIGINT, signal.default_int_handler)
    seen = []

    def load() -> None:
        with loading():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=load)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]
