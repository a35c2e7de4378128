// Words that both compilers understand.
#pragma once

#if defined(__CUDACC__)
#define NT_HD __host__ __device__ inline
#else
// Always inlined: files that are compiled once for each instruction set must not leave shared copies to the linker.
#define NT_HD inline __attribute__((always_inline))
#endif

// Visible across shared libraries (types that are thrown or that a plug-in backend implements).
#define NT_VISIBLE __attribute__((visibility("default")))
