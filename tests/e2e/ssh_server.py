"""A real OpenSSH server on loopback with one key and one forced command, as docs/oncall-ssh.md says."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.console import SeenTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
STARTING_S = 10.0
GATE = """\
#!/bin/sh
export CRISIS_TUI_WORKSPACE={workspace} XDG_CACHE_HOME={workspace}/cache PYTHONPATH={root} TZ=Europe/Amsterdam
cd /
case "${{SSH_ORIGINAL_COMMAND:-}}" in
{words}
    *) echo "not allowed" >&2; exit 126 ;;
esac
"""
CONFIGURATION = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile {folder}/pid
AuthorizedKeysFile {folder}/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
AllowTcpForwarding no
AcceptEnv LANG LC_*
"""


def sshd_program() -> str | None:
    """Return the server's path; it insists on being called by it."""
    return shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class SshServer:
    """A server that lets one key in and answers the words that it was given."""

    def __init__(self, folder: Path, workspace: Path, words: Mapping[str, str]) -> None:
        """Write keys and files; `words` are the program's arguments by what is asked over SSH."""
        self.folder = folder
        self._mark = f"CRISIS_TUI_WORKSPACE={workspace}".encode()
        self.port = _free_port()
        for name in ("host", "officer"):
            _keygen(folder / name)
        gate = folder / "gate.sh"
        lines = "\n".join(
            f"    {word!r}) exec {sys.executable} -m crisis_tui {arguments} ;;"
            for word, arguments in words.items()
        )
        gate.write_text(GATE.format(workspace=workspace, root=ROOT, words=lines))
        gate.chmod(0o755)
        key = (folder / "officer.pub").read_text()
        (folder / "authorized_keys").write_text(f'restrict,pty,command="{gate}" {key}')
        configuration = CONFIGURATION.format(port=self.port, folder=folder)
        (folder / "sshd_config").write_text(configuration)

    def add_key(self, name: str, command: str) -> None:
        """Let one key more in, to a command of its own."""
        _keygen(self.folder / name)
        key = (self.folder / f"{name}.pub").read_text()
        with (self.folder / "authorized_keys").open("a") as keys:
            keys.write(f'restrict,pty,command="{command}" {key}')

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Serve until the end of the block; sessions that are left are cut off."""
        program = sshd_program()
        assert program is not None
        if os.geteuid() == 0:  # the place where it locks itself up, made at boot where there is one
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        options = ("-D", "-e", "-f", str(self.folder / "sshd_config"))
        with (self.folder / "log").open("wb") as log:
            server = subprocess.Popen([program, *options], stderr=log, start_new_session=True)
        try:
            self._wait(server)
            yield
        finally:
            self.cut()
            server.terminate()
            server.wait(STARTING_S)

    def asks(self, word: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        """Ask one word without a terminal."""
        return subprocess.run(
            self._client(word),
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )

    def opens(self, word: str, **environment: str) -> SeenTerminal:
        """Ask one word at a terminal of 80 by 24."""
        return SeenTerminal(*self._client("-t", word), environment=environment)

    def sits(self, key: str, asked: str, **environment: str) -> SeenTerminal:
        """Come with one key to a terminal of 80 by 24, and ask for something behind `ssh`."""
        return SeenTerminal(*self._client("-t", asked, key=key), environment=environment)

    def cut(self) -> None:
        """Cut every session off in the middle, as a dead line does: the server's side dies at once.

        What ran at the other end hears that its terminal is gone; wait until it has left.
        """
        for process in _children(int((self.folder / "pid").read_text())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + STARTING_S
        while _with_environment(self._mark) and time.monotonic() < deadline:
            time.sleep(0.02)
        left = _with_environment(self._mark)
        assert not left, "a cut session lives on"

    def _client(self, *asked: str, key: str = "officer") -> list[str]:
        options = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": str(self.folder / "known_hosts"),
            "IdentitiesOnly": "yes",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
            "SendEnv": "LANG LC_*",
        }
        *flags, word = asked
        return [
            *("ssh", "-F", "none", "-p", str(self.port), "-i", str(self.folder / key)),
            *(part for name, value in options.items() for part in ("-o", f"{name}={value}")),
            *(*flags, f"{getpass.getuser()}@127.0.0.1", word),
        ]

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + STARTING_S
        while time.monotonic() < deadline and server.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())


def _keygen(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(parent: int) -> list[int]:
    """Return the processes that the server started for sessions, of the sessions' own too."""
    asked = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, check=True, text=True)
    pairs = [tuple(map(int, line.split())) for line in asked.stdout.splitlines()]
    own = {pid for pid, ppid in pairs if ppid == parent}
    return [pid for pid, ppid in pairs if pid in own or ppid in own]


def _with_environment(mark: bytes) -> list[str]:
    """Return the processes that were started with something in their environment.

    The gate of an exercise is none of a session's: it leaves by itself when nobody needs it.
    """
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            is_gate = b"crisis_tui.gate_process" in path.with_name("cmdline").read_bytes()
            if mark in path.read_bytes() and not is_gate:
                found.append(path.parent.name)
    return found
