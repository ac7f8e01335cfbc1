#!/bin/sh
# Stands in for Tesseract: the language that it is asked for says how it behaves.
language=
while [ $# -gt 0 ]; do
  [ "$1" = -l ] && language=$2
  shift
done
word() { printf "<span class='ocrx_word' title='bbox %s; x_wconf %s'>%s</span>\n" "$1" "$2" "$3"; }
page() {
  printf "<html><body><div class='ocr_page' title='bbox 0 0 1748 2480'>\n"
  printf "<span class='ocr_line' title='bbox 300 300 1100 360; baseline 0 -15; x_size 50'>\n"
  word '300 300 600 360' 96 'Nine'
  word '620 300 900 360' 95 'berths.'
  word '920 300 1100 360' 12 '~#'
  printf "</span></div></body></html>\n"
}
# Six lines with the slope $1. The first word of each is $2 pixels lower than the third, and the second word $3 pixels.
sloping() {
  printf "<html><body><div class='ocr_page' title='bbox 0 0 1748 2480'>\n"
  for line in 0 1 2 3 4 5; do
    top=$((600 + 70 * line))
    printf "<span class='ocr_line' title='bbox 300 %s 1500 %s; baseline %s -10; x_size 45'>\n" $top $((top + $2 + 51)) "$1"
    word "300 $((top + $2)) 700 $((top + $2 + 51))" 96 "Berth$line"
    word "720 $((top + $3)) 1100 $((top + $3 + 51))" 96 'of'
    word "1120 $top 1500 $((top + 51))" 96 'Velm.'
    printf "</span>\n"
  done
  printf "</div></body></html>\n"
}
case $language in
  reads) cat > /dev/null; page ;;
  # they rise by one degree: 21 pixels in 1200
  reads_askew) cat > /dev/null; sloping -0.0175 15 9 ;;
  # a pixel here and there
  reads_level) cat > /dev/null; sloping 0.004 0 0 ;;
  reads_nothing_of_the_picture) page ;;
  finds_nothing) cat > /dev/null; printf "<html><body></body></html>\n" ;;
  # a file beside this one, or beside the link to it, shows when it hangs
  hangs) cat > /dev/null; : > "${0%/*}/hanging"; exec sleep 600 ;;
  crashes) cat > /dev/null; page; kill -SEGV $$ ;;
  writes_rubbish) cat > /dev/null; head -c 200000 /dev/urandom ;;
  floods) cat > /dev/null; while :; do page; done ;;
esac
