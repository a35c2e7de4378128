// Includes the unary table with one macro for all kinds of its rows: define NT_UNARY_ROW(name, Functor, TYPES). Columns
// after TYPES are the derivative's.
#define NT_UNARY(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY1(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY2(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY2_OPTIONAL(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_PREDICATE(name, Functor, TYPES) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_PREDICATE_INTO(name, Functor, TYPES) NT_UNARY_ROW(name, Functor, TYPES)
#include "functors/unary.def"
#undef NT_UNARY
#undef NT_UNARY1
#undef NT_UNARY2
#undef NT_UNARY2_OPTIONAL
#undef NT_PREDICATE
#undef NT_PREDICATE_INTO
#undef NT_UNARY_ROW
