// Truth values of two operands of one type, which is any, bool included.
#pragma once

#include "functors/isa.h"

NT_BEGIN_FUNCTORS

// With NaN all of them are false but Ne.
template <class T>
struct Eq {
  NT_INLINE bool operator()(T a, T b) const { return a == b; }
};
template <class T>
struct Ne {
  NT_INLINE bool operator()(T a, T b) const { return a != b; }
};
template <class T>
struct Lt {
  NT_INLINE bool operator()(T a, T b) const { return a < b; }
};
template <class T>
struct Le {
  NT_INLINE bool operator()(T a, T b) const { return a <= b; }
};
template <class T>
struct Gt {
  NT_INLINE bool operator()(T a, T b) const { return a > b; }
};
template <class T>
struct Ge {
  NT_INLINE bool operator()(T a, T b) const { return a >= b; }
};

// Whatever isn't 0 is true, NaN included.
template <class T>
struct LogicalAnd {
  NT_INLINE bool operator()(T a, T b) const { return (a != T(0)) & (b != T(0)); }
};
template <class T>
struct LogicalOr {
  NT_INLINE bool operator()(T a, T b) const { return (a != T(0)) | (b != T(0)); }
};
template <class T>
struct LogicalXor {
  NT_INLINE bool operator()(T a, T b) const { return (a != T(0)) != (b != T(0)); }
};

NT_END_FUNCTORS
