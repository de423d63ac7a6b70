"""Whether a project is in a folder that a cloud service synchronises between machines.

Such a service renames and replaces files while they are open (see `labels.sqlite.opened_file`). Folders are recognised
by the full names that the services give them, or by what the services put into them.
"""

from __future__ import annotations

import re
from pathlib import Path

#: The names that services give to their folders in any place. Case counts: `dropbox` is some other folder.
_NAMES = tuple(
    (re.compile(pattern), service)
    for pattern, service in (
        (r"Dropbox( \(.+\))?", "Dropbox"),
        (r"OneDrive( - .+)?", "OneDrive"),
        (r"Google ?Drive|Google Drive File Stream|GoogleDriveFS", "Google Drive"),
        (r"Mobile Documents|com~apple~CloudDocs|iCloud ?Drive", "iCloud Drive"),
        (r"Nextcloud\d?", "Nextcloud"),
        (r"ownCloud\d?", "ownCloud"),
        (r"pCloud ?Drive|pCloud Sync", "pCloud"),
        (r"Box Sync|Box-Box", "Box"),
        (r"MEGAsync|MEGA Sync", "MEGA"),
        (r"Proton ?Drive", "Proton Drive"),
        (r"Yandex[. ]?Disk", "Yandex.Disk"),
        (r"Tresorit|Tresors", "Tresorit"),
        (r"Seafile", "Seafile"),
        (r"kDrive", "kDrive"),
        (r"Synology ?Drive", "Synology Drive"),
        (r"Jottacloud", "Jottacloud"),
        (r"SpiderOak Hive", "SpiderOak"),
    )
)

#: Names that are also common words. They count only for a folder directly in the home folder.
_WORDS = {"Box": "Box", "MEGA": "MEGA", "Sync": "Sync"}

#: macOS keeps the folders of services in ~/Library/CloudStorage, called by the service and the account.
_CLOUD_STORAGE = "CloudStorage"
_IN_CLOUD_STORAGE = {
    "Box": "Box",
    "Dropbox": "Dropbox",
    "GoogleDrive": "Google Drive",
    "OneDrive": "OneDrive",
    "ProtonDrive": "Proton Drive",
    "SynologyDrive": "Synology Drive",
    "pCloud": "pCloud",
}

#: What services put into their folders, whatever these are called.
_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}


def cloud_service(path: Path) -> str | None:
    """The service in whose folder a project is, by the path as it is written or as it is without links; else None."""
    for each in dict.fromkeys((path.absolute(), path.resolve())):
        for folder in each.parents:
            service = _of(folder)
            if service is not None:
                return service
    return None


def warning(path: Path) -> str | None:
    """The warning about a project in such a folder, in one line; None for any other folder."""
    service = cloud_service(path)
    if service is None:
        return None
    return (
        f"{path}: is in a folder of {service}, which may rename or replace the file while it is open. Keep the project"
        " in another folder, and put copies of it here."
    )


def _of(folder: Path) -> str | None:
    name = folder.name
    for pattern, service in _NAMES:
        if pattern.fullmatch(name):
            return service
    if name in _WORDS and folder.parent == Path.home():
        return _WORDS[name]
    if folder.parent.name == _CLOUD_STORAGE:
        return _IN_CLOUD_STORAGE.get(name.partition("-")[0], name)
    return next((service for mark, service in _MARKS.items() if (folder / mark).exists()), None)
