// Includes the binary tables with one macro for all kinds of their rows: define NT_BINARY_ROW(name, Functor, TYPES).
// Columns after TYPES are the derivatives'. NT_ONLY_VECTOR_ROWS and NT_ONLY_PLAIN_ROWS leave tables out.
#define NT_BINARY(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_BINARY1(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_BINARY_INNER(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_COMPARE(name, Functor, TYPES) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_FUSED(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#ifndef NT_ONLY_PLAIN_ROWS
#include "functors/binary.def"
#include "functors/fused.def"
#endif
#ifndef NT_ONLY_VECTOR_ROWS
#include "functors/binary_plain.def"
#endif
#undef NT_BINARY
#undef NT_BINARY1
#undef NT_BINARY_INNER
#undef NT_COMPARE
#undef NT_FUSED
#undef NT_BINARY_ROW
