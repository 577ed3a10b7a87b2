"""Run a program under a rule of the kernel: no socket, whoever asks for it, or the program dies on the spot.

    python no_network.py -m diplograph build texts/
    python no_network.py script.py

Python's own audit hook (`sitecustomize`) sees what Python asks for; this sees libraries in Rust and C too,
and holds for child processes. It needs Linux, and no privilege.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import runpy
import struct
import sys

# machine → its name for audits, numbers of socket and of io_uring_setup, which could open one too
_MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16  # where the kernel puts them
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
# Sockets of these families are refused, and nobody dies of it: those that do not leave the machine, and the
# one that urllib3, which spaCy imports, tries out to learn whether there is IPv6. A real connection asks for
# an address first, which takes sockets of other families.
_REFUSED = (1, 10)


def forbid_sockets() -> None:
    """Have the kernel end this process, and all that it starts, at the first socket.

    Raises:
        OSError: the kernel does not offer this.
    """
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        raise OSError(errno.ENOSYS, "the guard against sockets needs Linux on x86-64 or ARM64")
    architecture, socket, ring = _MACHINES[platform.machine()]
    rules = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 3, 0, socket),
        (_EQUAL, 0, 1, ring),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST),
        (_EQUAL, 1, 0, _REFUSED[0]),
        (_EQUAL, 0, 1, _REFUSED[1]),
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
        (_RETURN, 0, 0, _KILL),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *rule) for rule in rules))
    program = struct.pack("@HP", len(rules), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value, argument in ((_NO_NEW_PRIVILEGES, 1, None), (_SECCOMP, _FILTER, program)):
        if libc.prctl(option, ctypes.c_ulong(value), argument, ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
            number = ctypes.get_errno()
            raise OSError(number, f"the kernel takes no rule against sockets: {os.strerror(number)}")


if __name__ == "__main__":
    forbid_sockets()
    del sys.argv[0]
    if sys.argv[0] == "-m":
        del sys.argv[0]
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")
