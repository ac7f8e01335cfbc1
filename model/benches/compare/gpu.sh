#!/bin/bash
# Pagewing beside transformers on a graphics card of NVIDIA: first whether the card computes what the reference computes,
# then how fast both are on it. README.md says how to read what it prints.
#
#     model/benches/compare/gpu.sh             everything
#     model/benches/compare/gpu.sh --parity    the numbers alone
#     model/benches/compare/gpu.sh --table     the table of what is saved
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../../.."

stop() {
  echo "$1" >&2
  exit 3
}

compare=model/benches/compare
if [ "${1:-}" = --table ]; then
  exec python3 $compare/gpu.py --table
fi

command -v nvidia-smi >/dev/null && nvidia-smi -L 2>/dev/null | { read -r _; } ||
  stop "This machine has no graphics card of NVIDIA with a driver, so nothing was compared or measured."
command -v nvcc >/dev/null ||
  stop "There is no nvcc, the compiler of CUDA, so nothing was compared or measured: docs/devices.md says how to get it."
command -v cargo >/dev/null ||
  stop "There is no cargo, so nothing was compared or measured: https://rustup.rs has it."

nvidia-smi --query-gpu=name,memory.total,driver_version,compute_cap --format=csv
# the kernels are compiled for the card of this machine
CUDA_COMPUTE_CAP=${CUDA_COMPUTE_CAP:-$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader | head -n 1 | tr -d .)}
export CUDA_COMPUTE_CAP

echo "== the numbers: stored cases of transformers, in f32 on the card"
cargo test --release --locked -p pagewing-tests --no-default-features --features cuda --test parity
if [ -d ../shared/reference ] || [ -n "${PAGEWING_REFERENCE:-}" ]; then
  cargo test --release --locked -p pagewing-tests --no-default-features --features cuda --test parity -- --ignored
fi
echo "== the numbers: a small encoder on the card, in f32, bf16 and f16"
cargo run --release --locked -p bigbird-pegasus --features cuda --example try_card -- cuda
if [ "${1:-}" = --parity ]; then
  exit 0
fi

echo "== the times"
cargo build --release --locked -p bigbird-pegasus --features cuda --examples
venv=${PAGEWING_GPU_VENV:-target/gpu-venv}
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r $compare/requirements.txt
fi
exec "$venv/bin/python" $compare/gpu.py
