// Turns the derivative columns of a table row into a Formula: only the names that the row's SAVED column lists are in
// scope, so a formula that reads what was not saved does not compile.
#pragma once

#include "ops/algebra.h"
#include "ops/elementwise.h"

#define NT_LAMBDA(A, B, Y, prelude, expression)                                                                \
  [](const ::nt::Tensor& g, const ::nt::Tensor & A, const ::nt::Tensor & B, const ::nt::Tensor & Y,            \
     [[maybe_unused]] const ::nt::Scalar* params) -> ::nt::Tensor {                                            \
    prelude;                                                                                                   \
    return expression;                                                                                         \
  }

// Unary rows: x is operand a.
#define NT_FORMULA_NONE(prelude, expression) NT_LAMBDA(, , , prelude, expression)
#define NT_FORMULA_X(prelude, expression) NT_LAMBDA(x, , , prelude, expression)
#define NT_FORMULA_Y(prelude, expression) NT_LAMBDA(, , y, prelude, expression)
#define NT_FORMULA_XY(prelude, expression) NT_LAMBDA(x, , y, prelude, expression)
#define NT_FORMULA_A(prelude, expression) NT_LAMBDA(a, , , prelude, expression)
#define NT_FORMULA_B(prelude, expression) NT_LAMBDA(, b, , prelude, expression)
#define NT_FORMULA_AB(prelude, expression) NT_LAMBDA(a, b, , prelude, expression)
#define NT_FORMULA_AY(prelude, expression) NT_LAMBDA(a, , y, prelude, expression)
#define NT_FORMULA_BY(prelude, expression) NT_LAMBDA(, b, y, prelude, expression)
#define NT_FORMULA_ABY(prelude, expression) NT_LAMBDA(a, b, y, prelude, expression)
#define NT_FORMULA_NODIFF(prelude, expression) nullptr

#define NT_READS_NONE {false, false, false}
#define NT_READS_X {true, false, false}
#define NT_READS_Y {false, false, true}
#define NT_READS_XY {true, false, true}
#define NT_READS_A {true, false, false}
#define NT_READS_B {false, true, false}
#define NT_READS_AB {true, true, false}
#define NT_READS_AY {true, false, true}
#define NT_READS_BY {false, true, true}
#define NT_READS_ABY {true, true, true}
#define NT_READS_NODIFF {false, false, false}

#define NT_PARAM(name, i) [[maybe_unused]] const ::nt::Scalar name = params[i]
