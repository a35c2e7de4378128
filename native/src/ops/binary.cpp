// The binary rows of the table as functions.
#include "functors/table.h"
#include "ops/rows.h"
#include "ops/table.h"

namespace nt {

#define NT_BINARY_OP(name, Functor, TYPES, SA, fa, SB, fb) \
  {#name, node_name(MapOp::name, #Functor "Backward0"), MapOp::name, Types::TYPES, false, fa, fb, NT_READS_##SA, NT_READS_##SB}

#define NT_BINARY(name, Functor, TYPES, SA, da, SB, db)                                                      \
  Tensor name(const Tensor& self, const Tensor& other, Tensor* into) {                                       \
    static const BinaryOp op =                                                                               \
        NT_BINARY_OP(name, Functor, TYPES, SA, NT_FORMULA_##SA(, da), SB, NT_FORMULA_##SB(, db));            \
    return binary(op, self, other, {}, into);                                                                \
  }
#define NT_BINARY1(name, Functor, TYPES, p0, SA, da, SB, db)                                                 \
  Tensor name(const Tensor& self, const Tensor& other, Scalar p0, Tensor* into) {                            \
    static const BinaryOp op = NT_BINARY_OP(name, Functor, TYPES, SA, NT_FORMULA_##SA(NT_PARAM(p0, 0), da), SB, \
                                            NT_FORMULA_##SB(NT_PARAM(p0, 0), db));                           \
    return binary(op, self, other, {p0}, into);                                                              \
  }
#define NT_BINARY_INNER NT_BINARY
#define NT_COMPARE(name, Functor, TYPES)                                                                     \
  Tensor name(const Tensor& self, const Tensor& other, Tensor* into) {                                       \
    static const BinaryOp op = {#name, "", MapOp::name, Types::TYPES, true, nullptr, nullptr, NT_READS_NONE, \
                                NT_READS_NONE};                                                              \
    return binary(op, self, other, {}, into);                                                                \
  }
#define NT_FUSED(name, Functor, TYPES, SA, da, SB, db)                                                       \
  Tensor name(const Tensor& grad, const Tensor& saved) {                                                     \
    static const BinaryOp op =                                                                               \
        NT_BINARY_OP(name, Functor, TYPES, SA, NT_FORMULA_##SA(, da), SB, NT_FORMULA_##SB(, db));            \
    return binary(op, grad, saved, {}, nullptr);                                                             \
  }
#include "functors/binary.def"
#include "functors/binary_plain.def"
#include "functors/fused.def"

}  // namespace nt
