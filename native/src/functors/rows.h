// Includes every elementwise table with one macro for all kinds of rows: define NT_ROW(name, Functor, TYPES, ...), or
// NT_UNARY_ROW and NT_BINARY_ROW where the number of operands matters. Columns after TYPES are the derivative's.
#ifdef NT_ROW
#define NT_UNARY_ROW(...) NT_ROW(__VA_ARGS__)
#define NT_BINARY_ROW(...) NT_ROW(__VA_ARGS__)
#endif

#define NT_UNARY(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY1(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY2(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY2_OPTIONAL(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_PREDICATE_INTO(name, Functor, TYPES) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_PREDICATE(name, Functor, TYPES) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_BINARY(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_BINARY1(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_COMPARE(name, Functor, TYPES) NT_BINARY_ROW(name, Functor, TYPES)
#define NT_FUSED(name, Functor, TYPES, ...) NT_BINARY_ROW(name, Functor, TYPES)
#include "functors/unary.def"
#include "functors/binary.def"
#include "functors/fused.def"
#undef NT_UNARY
#undef NT_UNARY1
#undef NT_UNARY2
#undef NT_UNARY2_OPTIONAL
#undef NT_PREDICATE
#undef NT_PREDICATE_INTO
#undef NT_BINARY
#undef NT_BINARY1
#undef NT_COMPARE
#undef NT_FUSED
#undef NT_UNARY_ROW
#undef NT_BINARY_ROW
#undef NT_ROW
