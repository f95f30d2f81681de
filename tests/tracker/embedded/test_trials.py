"""What the private server must survive: crowds, kills, long paths, closed folders."""

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tracker.embedded.conftest import Application, Runner, Trial, until

pytestmark = [pytest.mark.launcher, pytest.mark.thorough]


def test_the_first_connection_starts_it_and_its_last_user_stops_it(new_trial: Callable[..., Trial]) -> None:
    trial = new_trial()
    first, second = trial.application(), trial.application()
    assert not trial.folder.exists(), "nothing starts before somebody connects"
    assert first.ask("write a") == "written"
    assert second.ask("write b") == "written"
    first.end()
    assert second.ask("read") == "a b", "it stays while one user is left"
    second.end()
    trial.wait_until_nothing_runs()
    assert trial.application().ask("read") == "a b", "and keeps what was written"


@pytest.mark.both_accounts
def test_ten_processes_at_once_share_one_server(new_trial: Callable[..., Trial]) -> None:
    trial = new_trial()
    crowd = [trial.application() for _ in range(10)]
    for application in crowd:
        application.say("ask SELECT system_identifier FROM pg_control_system()")
    assert len({application.hear() for application in crowd}) == 1
    crowd[0].ask("write 0")
    for number, application in enumerate(crowd[1:], start=1):
        application.say(f"write {number}")
    assert [application.hear() for application in crowd[1:]] == ["written"] * 9
    assert crowd[0].ask("read") == "0 1 2 3 4 5 6 7 8 9"
    for application in crowd:
        application.kill()
    trial.wait_until_nothing_runs()


@pytest.mark.both_accounts
def test_kill_9_of_the_application_leaves_no_server(trial: Trial) -> None:
    application = trial.application()
    application.ask("write kept")
    application.kill()
    trial.wait_until_nothing_runs()
    assert trial.application().ask("read") == "kept"


@pytest.mark.parametrize(
    "victims",
    [
        pytest.param(("postmaster",), marks=pytest.mark.both_accounts),
        ("supervisor",),
        ("supervisor", "postmaster"),
    ],
)
def test_after_kill_9_of_the_server_the_next_connection_works_and_no_data_is_lost(
    trial: Trial, victims: tuple[str, ...]
) -> None:
    application = trial.application()
    application.ask("write kept")
    numbers = {"postmaster": trial.postmaster(), "supervisor": trial.supervisor()}
    for victim in victims:
        os.kill(numbers[victim], signal.SIGKILL)

    def works_on_another_server() -> bool:
        return application.ask("read") == "kept" and trial.supervisor() != numbers["supervisor"]

    until(works_on_another_server, "the application works again")
    assert trial.postmaster() != numbers["postmaster"]
    application.end()
    trial.wait_until_nothing_runs()


def test_kill_9_of_the_supervisor_alone_leaves_no_server_once_the_users_are_gone(trial: Trial) -> None:
    application = trial.application()
    application.ask("write kept")
    supervisor = trial.supervisor()
    application.process.send_signal(signal.SIGSTOP)
    os.kill(supervisor, signal.SIGKILL)
    application.kill()
    trial.wait_until_nothing_runs()


def test_a_start_killed_half_way_is_taken_up_by_the_next(new_trial: Callable[..., Trial]) -> None:
    for attempt in range(5):  # on a busy machine the data folder may be whole before we look
        trial = new_trial(f"attempt-{attempt}/postgres")
        killed = trial.application()
        killed.say("write never")
        until(lambda begun=trial: (begun.folder / "data.new").exists() or begun.places.data.exists(), "it is begun")
        killed.kill()
        if not trial.places.data.exists():
            break
    else:
        pytest.fail("no start was caught half way")
    assert trial.application().ask("write kept") == "written"


def test_a_process_number_left_by_a_crash_and_since_given_to_another_does_not_stop_the_start(trial: Trial) -> None:
    application = trial.application()
    application.ask("write kept")
    left = (trial.places.data / "postmaster.pid").read_text().split("\n", 1)
    application.end()
    trial.wait_until_nothing_runs()
    (trial.places.data / "postmaster.pid").write_text(f"{os.getpid()}\n{left[1]}")
    assert trial.application().ask("read") == "kept"


@pytest.mark.both_accounts
def test_the_path_of_the_checkout_may_be_longer_than_a_socket_allows(new_trial: Callable[..., Trial]) -> None:
    trial = new_trial("/".join(["a-folder-with-a-rather-long-name"] * 8) + "/postgres")
    assert len(str(trial.folder)) > 200
    assert trial.application().ask("write kept") == "written"


def test_it_listens_on_a_socket_in_a_closed_folder_and_on_no_network_address(trial: Trial) -> None:
    application = trial.application()
    assert application.ask("show listen_addresses") == ""
    folder = Path(application.ask("show unix_socket_directories"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(trial.places.data.stat().st_mode) == 0o700
    assert folder.stat().st_uid == trial.places.data.stat().st_uid != 0
    application.end()
    trial.wait_until_nothing_runs()
    assert not folder.exists()


def test_it_sees_korean_and_chinese_trigrams(trial: Trial) -> None:
    application: Application = trial.application()
    application.say("ask CREATE EXTENSION pg_trgm")
    application.hear()
    assert application.ask("ask SELECT show_trgm('한') <> '{}' AND show_trgm('韩') <> '{}'") == "True"
    assert application.ask("show server_encoding") == "UTF8"
    assert application.ask("ask SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_a_throw_away_server_is_fast_and_leaves_no_file(new_trial: Callable[..., Trial]) -> None:
    trial = new_trial("throwaway", throwaway=True)
    application = trial.application()
    assert application.ask("show fsync") == "off"
    application.kill()
    until(lambda: not trial.folder.exists(), "the folder of the throw-away server is gone")


def test_a_server_under_a_closed_folder_runs_all_the_same(new_trial: Callable[..., Trial]) -> None:
    trial = new_trial("closed/var/postgres")
    (trial.folder.parent.parent).chmod(0o700)
    application = trial.application()
    assert application.ask("write kept") == "written"
    os.kill(trial.postmaster(), signal.SIGKILL)
    until(lambda: application.ask("read") == "kept", "the application works again")


@pytest.mark.parametrize("runner", ["root"], indirect=True)
def test_what_root_began_in_somebodys_checkout_its_owner_goes_on_with(
    new_trial: Callable[..., Trial], ordinary: Runner
) -> None:
    begun = new_trial()
    for place in (begun.folder.parent, begun.folder.parent.parent):
        os.chown(place, ordinary.uid or 0, ordinary.gid or 0)
    by_root = begun.application()
    assert by_root.ask("write root") == "written"
    assert begun.places.data.stat().st_uid == begun.folder.stat().st_uid == ordinary.uid
    by_owner = Trial(begun.folder, ordinary).application()
    assert by_owner.ask("write owner") == "written", "both at once"
    by_root.end()
    by_owner.kill()
    begun.wait_until_nothing_runs()
    by_owner = Trial(begun.folder, ordinary).application()
    assert by_owner.ask("read") == "owner root"
    by_owner.kill()
