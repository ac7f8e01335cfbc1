#!/bin/sh
# Runs when the .rpm has been removed or replaced; the first argument is the number of its versions that are left. The package owns
# files and no folders, so those that only Pagewing has files in would stay.
if [ "$1" = 0 ]; then
  rmdir /usr/lib/Pagewing/starter /usr/lib/Pagewing /usr/share/doc/pagewing 2>/dev/null || true
fi
