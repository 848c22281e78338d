#!/usr/bin/env bash
# runtime_packages.sh BINARY: the Debian packages that own the shared libraries that BINARY is linked with or loads
# when it needs them (base/shared_library.hpp: it holds their names), one a line.
set -euo pipefail
{
  ldd "$1" | awk '$3 ~ /^\// {print $3}'
  grep -aoE 'lib(gdal|curl)\.so\.[0-9]+' "$1" | sort -u | while read -r loaded; do
    /sbin/ldconfig -p | awk -v name="$loaded" '$1 == name {print $NF; exit}'
  done
} | xargs -n1 readlink -f | while read -r library; do
  dpkg-query -S "$library" 2>/dev/null || dpkg-query -S "${library#/usr}" 2>/dev/null || true
done | cut -d: -f1 | sort -u
