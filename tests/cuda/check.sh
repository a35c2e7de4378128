#!/usr/bin/env bash
# Builds, checks and times the CUDA backend on a machine with a GPU, in one call; results go to $OUT (./out by default):
#   tests/cuda/check.sh
# Needs CMake, a C++ compiler and nvcc. What else is there is used: with oneDNN and GoogleTest the C++ tests run too.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=${OUT:-$PWD/out}
mkdir -p "$out"
build=${BUILD:-/tmp/nativetorch-cuda-check}
log="$out/log.txt"
: >"$log"
say() { printf '%s\n' "$*" | tee -a "$log"; }
generator=()
command -v ninja >/dev/null && generator=(-G Ninja)

say "== machine"
{ nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader; nvcc --version | tail -2; } 2>&1 | tee -a "$log"

say "== build of the plug-in"
start=$SECONDS
if ! { cmake "${generator[@]}" -S tests/cuda -B "$build" -DCMAKE_BUILD_TYPE=Release &&
       cmake --build "$build" --parallel "$(nproc)"; } >"$out/build.txt" 2>&1; then
  grep -E "error|Error" "$out/build.txt" | head -30 | tee -a "$log"
  say "FAILED to build; all of it is in $out/build.txt"
  exit 1
fi
say "built in $((SECONDS - start)) s with $(nproc) processors, $(du -k "$build/libnativetorch_cuda.so" | cut -f1) KiB; warnings: $(grep -ci warning "$out/build.txt")"

say "== checks"
timeout "${CHECK_SECONDS:-200}" "$build/cuda_check" "$build/libnativetorch_cuda.so" check 2>&1 | tee "$out/check.txt" | tail -40 | tee -a "$log"
status=${PIPESTATUS[0]}

if [ "$status" -eq 0 ] && command -v compute-sanitizer >/dev/null; then
  say "== compute-sanitizer (what it says is in sanitizer.txt; it does not run on every machine)"
  timeout 100 compute-sanitizer --tool memcheck "$build/cuda_check" "$build/libnativetorch_cuda.so" brief >"$out/sanitizer.txt" 2>&1
  tail -1 "$out/sanitizer.txt" | tee -a "$log"
fi

if [ -e /usr/include/oneapi/dnnl/dnnl.h ] && [ -e /usr/include/gtest/gtest.h ]; then
  say "== the C++ tests, with the core"
  { cmake --preset cuda && cmake --build --preset cuda --parallel "$(nproc)" && ctest --preset cuda -R '^Cuda'; } >"$out/ctest.txt" 2>&1 || status=1
  tail -5 "$out/ctest.txt" | tee -a "$log"
fi

say "== times"
timeout "${MEASURE_SECONDS:-150}" "$build/cuda_check" "$build/libnativetorch_cuda.so" measure 2>&1 | tee "$out/times.txt" | tee -a "$log"
[ "$status" -eq 77 ] || [ "$status" -eq 0 ] && say "== done" || say "== FAILED ($status)"
exit "$status"
