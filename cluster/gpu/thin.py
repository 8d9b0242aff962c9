"""thin.py JAR SM: keeps, of libtorch's GPU machine code in JAR, that for one architecture and leaves zeros in place of the rest.

A CUDA library carries every kernel once per architecture, in the ELF section .nv_fatbin: a row of containers, each a header
and entries of a header and machine code. The driver picks an entry by the header alone, so the code of all others can
go; headers and offsets stay as they are.
"""

import collections
import struct
import sys
import zipfile
from pathlib import Path

MAGIC = 0xBA55ED50
LIBRARY = "libtorch_cuda.so"


def sections(elf):
    """Name, offset and size of every section of a 64-bit little-endian ELF file."""
    table = struct.unpack_from("<Q", elf, 0x28)[0]
    entry, count, names = struct.unpack_from("<HHH", elf, 0x3A)
    headers = [struct.unpack_from("<IIQQQQ", elf, table + i * entry) for i in range(count)]
    strings = headers[names][4]
    for header in headers:
        start = strings + header[0]
        yield elf[start : elf.index(0, start)].decode(), header[4], header[5]


def thin(elf, architecture):
    """Zeroes in place the code of all architectures but one; bytes of code found, by architecture."""
    found = collections.Counter()
    for name, at, size in sections(elf):
        end = at + size
        while name == ".nv_fatbin" and at < end - 16:
            magic, _, header_bytes, content_bytes = struct.unpack_from("<IHHQ", elf, at)
            if magic != MAGIC:
                at += 8
                continue
            entry = at + header_bytes
            at = entry + content_bytes
            while entry < at:
                entry_header_bytes, code_bytes = struct.unpack_from("<IQ", elf, entry + 4)
                entry_architecture = struct.unpack_from("<I", elf, entry + 28)[0]
                found[entry_architecture] += code_bytes
                code = entry + entry_header_bytes
                if entry_architecture != architecture:
                    elf[code : code + code_bytes] = bytes(code_bytes)
                entry = code + code_bytes
    return found


def main():
    jar, architecture = Path(sys.argv[1]), int(sys.argv[2])
    thinned = jar.with_suffix(".part")
    with zipfile.ZipFile(jar) as old, zipfile.ZipFile(thinned, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = bytearray(old.read(entry))
            if entry.filename.endswith("/" + LIBRARY):
                found = thin(content, architecture)
                if architecture not in found:
                    sys.exit(f"{jar.name} has no machine code for architecture {architecture}, only for {sorted(found)}")
            new.writestr(entry, bytes(content))
    thinned.replace(jar)


if __name__ == "__main__":
    main()
