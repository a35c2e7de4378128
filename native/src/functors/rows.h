// Includes every elementwise table: define NT_ROW(name, Functor, TYPES), or NT_UNARY_ROW and NT_BINARY_ROW where the number
// of operands matters.
#ifdef NT_ROW
#define NT_UNARY_ROW(...) NT_ROW(__VA_ARGS__)
#define NT_BINARY_ROW(...) NT_ROW(__VA_ARGS__)
#endif
#include "functors/unary_rows.h"
#include "functors/binary_rows.h"
#undef NT_ROW
