// One source is compiled once per instruction set. What such a file defines lives in a namespace named after its set,
// or the linker would keep one of the equal names, perhaps the AVX-512 one, for every machine.
#pragma once

#include "core/macros.h"

#ifdef __FAST_MATH__
#error "-ffast-math breaks the rounding tricks and the rules for NaN; use -fno-math-errno -fno-trapping-math"
#endif

// The build defines NT_ISA as v2, v3 or v4 (x86-64-v2 and so on) for the CPU kernels; everything else is `base`.
#ifndef NT_ISA
#define NT_ISA base
#endif

// Opened inside an ordinary namespace: code names nt::m::exp, the linker sees nt::m::v3::exp.
#define NT_BEGIN_ISA_NAMESPACE inline namespace NT_ISA {
#define NT_END_ISA_NAMESPACE }

#define NT_BEGIN_FUNCTORS \
  namespace nt::fn {      \
  NT_BEGIN_ISA_NAMESPACE
#define NT_END_FUNCTORS \
  NT_END_ISA_NAMESPACE  \
  }

// For the small functions that loops are made of: a call left in the loop would keep it from being vectorised.
#define NT_INLINE NT_HD __attribute__((always_inline))
