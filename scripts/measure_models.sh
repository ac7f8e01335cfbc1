#!/usr/bin/env bash
# Measures the way from a model hub to a written summary: time and peak memory of each stage. The hub runs on this machine
# and sends as fast as it is asked, so a download here measures Pagewing and not a network.
#
#   scripts/measure_models.sh MODEL [PAPER]
#
# MODEL is the folder of a checkpoint in f32 (config.json, model.safetensors, spiece.model). One with the shape and the
# size of the real one, with random weights, comes from
#
#   cargo run --release -p bigbird-pegasus --example random_checkpoint -- MODEL SPIECE_MODEL
#
# PAGEWING_BIN names a program that is already built. The disk under TMPDIR needs four times the size of MODEL.
set -euo pipefail
(( $# )) || { sed -n '2,/^set/p' "${BASH_SOURCE[0]}" | grep '^#' >&2; exit 2; }
model=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
paper=$(realpath "${2:-assets/example/shelf-life-of-small-fruits.pdf}")
source scripts/prerequisites.sh
need_compiler
id=google/bigbird-pegasus-large-arxiv

pagewing=${PAGEWING_BIN:-}
if [[ -z $pagewing ]]; then
  cargo build --locked --release --package pagewing --no-default-features
  pagewing=target/release/pagewing
fi
cargo build --locked --release --package pagewing-tests --no-default-features --example hub

place=$(mktemp -d)
mkfifo "$place/end"
target/release/examples/hub "$model" "$id" <"$place/end" >"$place/endpoint" 2>"$place/requests" &
# the hub runs until this end of its input closes
exec 9>"$place/end"
trap 'exec 9>&-; wait; rm -rf "$place"' EXIT
say "The hub prepares its repository."
until [[ -s $place/endpoint ]]; do
  kill -0 $! 2>/dev/null || fail "The hub does not start: $(cat "$place/requests")"
  sleep 0.2
done

export PAGEWING_HOME=$place/home HF_HOME=$place/no-cache HF_ENDPOINT
HF_ENDPOINT=$(<"$place/endpoint")
unset HF_HUB_OFFLINE HF_TOKEN
export NO_PROXY=127.0.0.1,127.0.0.2

# stage NAME COMMAND... : runs a command and prints how long it took and how much memory it held at most.
stage() {
  local name=$1 began process peak=0 now ended status=0
  shift
  began=$(date +%s%N)
  "$@" >"$place/out" 2>"$place/err" &
  process=$!
  # the highest value so far, which the system keeps until the process ends
  while now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$process/status" 2>/dev/null) && [[ -n $now ]]; do
    peak=$now
    sleep 0.05
  done
  wait "$process" || status=$?
  ended=$(date +%s%N)
  (( status == 0 )) || fail "$name failed ($status): $(tail -n 5 "$place/err")"
  awk -v name="$name" -v ns=$((ended - began)) -v kb="$peak" \
    'BEGIN { printf "%-34s %8.1f s %8.0f MB\n", name, ns / 1e9, kb / 1024 }'
}

size() { du -sb "$1" | awk '{ printf "%.2f GB", $1 / 1e9 }'; }

printf '%-34s %10s %11s\n' stage time 'peak memory'
stage "download and verify" "$pagewing" models download "$id" --no-convert --no-use --quiet
stage "verify again" "$pagewing" models verify "$id" --quiet
stage "summary as downloaded" "$pagewing" summarize --quiet "$paper" --model "$("$pagewing" models path "$id")"
printf '%-34s %10s\n' "  on the disk" "$(size "$PAGEWING_HOME")"
stage "fast copy" "$pagewing" models convert "$id" --quiet
printf '%-34s %10s\n' "  on the disk" "$(size "$PAGEWING_HOME")"
stage "summary with the fast copy" "$pagewing" summarize --quiet "$paper" --model "$("$pagewing" models path "$id")"
stage "removal" "$pagewing" models remove "$id"
stage "all of it with one command" "$pagewing" models download "$id" --use --quiet
