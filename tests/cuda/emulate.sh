#!/usr/bin/env bash
# Checks the logic of the CUDA kernels where there is no GPU: they run on the CPU, thread by thread (emulator/).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${BUILD:-/tmp/nativetorch-cuda-emulated}
generator=()
command -v ninja >/dev/null && generator=(-G Ninja)
cmake "${generator[@]}" -S tests/cuda -B "$build" -DNT_EMULATE=ON "$@" >/dev/null
cmake --build "$build" --parallel "${JOBS:-$(nproc)}"
NATIVETORCH_CUDA_LIBRARIES="$build" "$build/cuda_check" "$build/libnativetorch_cuda.so" check
