// Includes the unary tables with one macro for all kinds of their rows: define NT_UNARY_ROW(name, Functor, TYPES). Columns
// after TYPES are the derivative's. NT_ONLY_VECTOR_ROWS and NT_ONLY_PLAIN_ROWS leave one table out.
#define NT_UNARY(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY1(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY2(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY2_OPTIONAL(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY_INNER(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY1_INNER(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_UNARY3_INNER(name, Functor, TYPES, ...) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_PREDICATE(name, Functor, TYPES) NT_UNARY_ROW(name, Functor, TYPES)
#define NT_PREDICATE_INTO(name, Functor, TYPES) NT_UNARY_ROW(name, Functor, TYPES)
#ifndef NT_ONLY_PLAIN_ROWS
#include "functors/unary.def"
#endif
#ifndef NT_ONLY_VECTOR_ROWS
#include "functors/unary_plain.def"
#endif
#undef NT_UNARY
#undef NT_UNARY1
#undef NT_UNARY2
#undef NT_UNARY2_OPTIONAL
#undef NT_UNARY_INNER
#undef NT_UNARY1_INNER
#undef NT_UNARY3_INNER
#undef NT_PREDICATE
#undef NT_PREDICATE_INTO
#undef NT_UNARY_ROW
