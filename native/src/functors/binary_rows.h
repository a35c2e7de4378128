// Includes the binary tables with one macro for all kinds of their rows: define NT_BINARY_ROW(name, Functor, TYPES).
// Columns after TYPES are the derivatives'.
#define NT_BINARY(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_BINARY1(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_COMPARE(name, Functor, TYPES) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_FUSED(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#include "functors/binary.def"
#include "functors/fused.def"
#undef NT_BINARY
#undef NT_BINARY1
#undef NT_COMPARE
#undef NT_FUSED
#undef NT_BINARY_ROW
