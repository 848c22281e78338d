#!/usr/bin/env bash
# runtime_packages.sh BINARY: the Debian packages that own the shared libraries BINARY is linked with, one a line.
set -euo pipefail
ldd "$1" | awk '$3 ~ /^\// {print $3}' | xargs -n1 readlink -f | while read -r library; do
  dpkg-query -S "$library" 2>/dev/null || dpkg-query -S "${library#/usr}" 2>/dev/null || true
done | cut -d: -f1 | sort -u
