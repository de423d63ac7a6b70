"""While the program is loaded, Ctrl+C ends it without a word; then it is told to what runs."""

from __future__ import annotations

import gc
import signal

import pytest

from tui.starting import begin, loaded, started


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
