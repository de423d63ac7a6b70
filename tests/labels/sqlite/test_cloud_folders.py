"""Which folders belong to a cloud service: by their whole name, or by what the service put into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.sqlite.cloud_folders import cloud_service, warning


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/news", "Dropbox"),
        ("data/Dropbox/news/more", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - The Harbour Board", "OneDrive"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ana@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Library/CloudStorage/Box-Box", "Box"),
        ("Library/CloudStorage/Newcomer-ana", "Newcomer-ana"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2", "Nextcloud"),
        ("ownCloud/team", "ownCloud"),
        ("pCloudDrive", "pCloud"),
        ("Box", "Box"),
        ("Box Sync", "Box"),
        ("MEGA", "MEGA"),
        ("MEGAsync", "MEGA"),
        ("Proton Drive", "Proton Drive"),
        ("Yandex.Disk", "Yandex.Disk"),
        ("Tresorit", "Tresorit"),
        ("Seafile/library", "Seafile"),
        ("kDrive", "kDrive"),
        ("SynologyDrive", "Synology Drive"),
        ("Sync", "Sync"),
    ],
)
def test_a_folder_of_a_service_is_known(home, folder, service):
    path = home / folder / "news.db"
    assert cloud_service(path) == service
    assert warning(path).startswith(f"{path}: is in a folder of {service}, ")
    assert "\n" not in warning(path)


@pytest.mark.parametrize(
    "folder",
    [
        ".",
        "dropbox",
        "Dropbox-exports",
        "My Dropbox notes",
        "Dropboxes",
        "OneDriven",
        "OneDrive-old",
        "Google Drives",
        "Nextcloud-backup",
        "Boxes",
        "work/Box",
        "work/MEGA",
        "work/Sync",
        "Megan",
        "Seafiles",
        "Mobile Documents of the police",
        "CloudStorage",
    ],
)
def test_a_folder_that_only_resembles_one_is_none(home, folder):
    assert cloud_service(home / folder / "news.db") is None
    assert warning(home / folder / "news.db") is None


def test_the_file_itself_may_be_called_as_it_likes(home):
    assert cloud_service(home / "Dropbox") is None


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"), (".nextcloudsync.log", "Nextcloud")],
)
def test_a_folder_with_another_name_is_known_by_what_is_in_it(home, mark, service):
    (home / "work" / "news").mkdir(parents=True)
    (home / "work" / mark).touch()
    assert cloud_service(home / "work" / "news" / "news.db") == service


def test_a_link_into_such_a_folder_is_followed(home):
    (home / "Dropbox").mkdir()
    (home / "news").symlink_to(home / "Dropbox", target_is_directory=True)
    assert cloud_service(home / "news" / "news.db") == "Dropbox"


def test_a_relative_path_is_looked_at_from_the_current_folder(home, monkeypatch):
    (home / "Dropbox").mkdir()
    monkeypatch.chdir(home / "Dropbox")
    assert cloud_service(Path("news.db")) == "Dropbox"
