// The unary rows of the table as functions.
#include "functors/table.h"
#include "ops/rows.h"
#include "ops/table.h"

namespace nt {
namespace {

constexpr Gives gives(MapOp op) { return op == MapOp::frexp_exponent ? Gives::int32 : Gives::same; }

constexpr bool row_major(MapOp op) { return op == MapOp::log_sigmoid; }

}  // namespace

#define NT_UNARY_OP(name, Functor, TYPES, SAVED, formula) \
  {#name, node_name(MapOp::name, #Functor "Backward0"), MapOp::name, Types::TYPES, gives(MapOp::name), formula, \
   NT_READS_##SAVED, row_major(MapOp::name)}

#define NT_UNARY(name, Functor, TYPES, SAVED, derivative)                                                  \
  Tensor name(const Tensor& self, Tensor* into) {                                                          \
    static const UnaryOp op = NT_UNARY_OP(name, Functor, TYPES, SAVED, NT_FORMULA_##SAVED(, derivative)); \
    return unary(op, self, {}, into);                                                                      \
  }
#define NT_UNARY1(name, Functor, TYPES, p0, SAVED, derivative)                                    \
  Tensor name(const Tensor& self, Scalar p0, Tensor* into) {                                      \
    static const UnaryOp op = NT_UNARY_OP(name, Functor, TYPES, SAVED,                            \
                                          NT_FORMULA_##SAVED(NT_PARAM(p0, 0), derivative));       \
    return unary(op, self, {p0}, into);                                                           \
  }
#define NT_UNARY2(name, Functor, TYPES, p0, p1, SAVED, derivative)                                                \
  Tensor name(const Tensor& self, Scalar p0, Scalar p1, Tensor* into) {                                           \
    static const UnaryOp op = NT_UNARY_OP(name, Functor, TYPES, SAVED,                                            \
                                          NT_FORMULA_##SAVED(NT_PARAM(p0, 0); NT_PARAM(p1, 1), derivative));      \
    return unary(op, self, {p0, p1}, into);                                                                       \
  }
#define NT_UNARY2_OPTIONAL(name, Functor, TYPES, p0, p1, SAVED, derivative)                                       \
  Tensor name(const Tensor& self, Scalar p0, Scalar p1, Tensor* into) {                                           \
    static const UnaryOp op = [] {                                                                                \
      UnaryOp row = NT_UNARY_OP(name, Functor, TYPES, SAVED,                                                      \
                                NT_FORMULA_##SAVED(NT_PARAM(p0, 0); NT_PARAM(p1, 1), derivative));                \
      row.promotes = true;                                                                                        \
      return row;                                                                                                 \
    }();                                                                                                          \
    return unary(op, self, {p0, p1}, into);                                                                       \
  }
#define NT_UNARY3_INNER(name, Functor, TYPES, p0, p1, p2, SAVED, derivative)                                      \
  Tensor name(const Tensor& self, Scalar p0, Scalar p1, Scalar p2, Tensor* into) {                                \
    static const UnaryOp op =                                                                                     \
        NT_UNARY_OP(name, Functor, TYPES, SAVED,                                                                  \
                    NT_FORMULA_##SAVED(NT_PARAM(p0, 0); NT_PARAM(p1, 1); NT_PARAM(p2, 2), derivative));           \
    return unary(op, self, {p0, p1, p2}, into);                                                                   \
  }
#define NT_UNARY_INNER NT_UNARY
#define NT_UNARY1_INNER NT_UNARY1
#define NT_PREDICATE(name, Functor, TYPES)                                                                      \
  Tensor name(const Tensor& self, Tensor* into) {                                                               \
    static const UnaryOp op = {#name, "", MapOp::name, Types::TYPES, Gives::truth, nullptr, NT_READS_NONE};             \
    return unary(op, self, {}, into);                                                                           \
  }
#define NT_PREDICATE_INTO NT_PREDICATE
#include "functors/unary.def"
#include "functors/unary_plain.def"

}  // namespace nt
