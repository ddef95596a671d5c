#!/usr/bin/env bash
# Renders every icon file from the three drawings beside it (icon.svg, mark.svg, tray.svg).
# Needs rsvg-convert (librsvg2-bin) and python3. The results are committed: run it only after a change of drawing.
set -euo pipefail
cd "$(dirname "$0")"

png() { rsvg-convert --width "$2" --height "$2" --format png --output "$3" "$1"; }

for size in 32 64 128 256 512; do png icon.svg "$size" "${size}x${size}.png"; done
png icon.svg 256 128x128@2x.png
png icon.svg 512 icon.png
png tray.svg 64 tray.png

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 32 48 64 128 256 512 1024; do png icon.svg "$size" "$work/$size.png"; done
python3 - "$work" <<'PY'
"""Packs PNG pictures into icon.ico (Windows) and icon.icns (macOS); both formats hold PNG as it is."""
import pathlib, struct, sys

work = pathlib.Path(sys.argv[1])
read = lambda size: (work / f"{size}.png").read_bytes()

sizes = [16, 32, 48, 64, 128, 256]
pictures = [read(size) for size in sizes]
header = struct.pack("<HHH", 0, 1, len(sizes))
offset = len(header) + 16 * len(sizes)
entries = b""
for size, picture in zip(sizes, pictures):
    side = size % 256  # 256 is written 0
    entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
    offset += len(picture)
pathlib.Path("icon.ico").write_bytes(header + entries + b"".join(pictures))

kinds = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
         b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}
blocks = b"".join(kind + struct.pack(">I", len(read(size)) + 8) + read(size) for kind, size in kinds.items())
pathlib.Path("icon.icns").write_bytes(b"icns" + struct.pack(">I", len(blocks) + 8) + blocks)
PY
