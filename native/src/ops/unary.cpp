// The unary rows of the table as functions.
#include "functors/table.h"
#include "ops/rows.h"

namespace nt {

#define NT_UNARY_OP(name, Functor, TYPES, SAVED, formula) \
  {#name, #Functor "Backward0", MapOp::name, Types::TYPES, false, formula, NT_READS_##SAVED}

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
#define NT_PREDICATE(name, Functor, TYPES)                                                                      \
  Tensor name(const Tensor& self, Tensor* into) {                                                               \
    static const UnaryOp op = {#name, "", MapOp::name, Types::TYPES, true, nullptr, NT_READS_NONE};             \
    return unary(op, self, {}, into);                                                                           \
  }
#define NT_UNARY2_OPTIONAL NT_UNARY2
#define NT_PREDICATE_INTO NT_PREDICATE
#include "functors/unary.def"

}  // namespace nt
