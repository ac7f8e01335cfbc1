#!/bin/sh
# Stands in for Tesseract, and takes a moment for each page.
case $* in
  *--list-langs*) printf 'List of available languages (1):\neng\n' ;;
  *) sleep 0.1; exec "${0%/*}/../../extraction/fake_tesseract.sh" "$@" -l reads ;;
esac
