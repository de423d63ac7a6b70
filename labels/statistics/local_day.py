"""Local days: from one local midnight to the next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from labels.values.working_time import as_moment


class LocalDays:
    """Finds the local day of moments. Days of 23 and 25 hours, when clocks are changed, are handled."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        """Days of `zone`; None is the time zone of this computer."""
        self._zone = zone
        self._day = date.min
        self._begin = self._end = 0

    def day_of(self, moment: int) -> date:
        """The local date at a moment in milliseconds since 1970. Fast if moments come in order."""
        if not self._begin <= moment < self._end:
            self._day = datetime.fromtimestamp(moment / 1000, UTC).astimezone(self._zone).date()
            self._begin = self._midnight(self._day)
            self._end = self._midnight(self._day + timedelta(days=1))
        return self._day

    def _midnight(self, day: date) -> int:
        naive = datetime.combine(day, time.min)
        return as_moment(naive.astimezone() if self._zone is None else naive.replace(tzinfo=self._zone))
