// The common way of all elementwise ops: check, promote, allocate, dispatch, record.
#pragma once

#include <initializer_list>

#include "core/backend.h"
#include "core/tensor.h"
#include "ops/operands.h"

namespace nt {

enum class Types { FLT, FLO, NUM, ALL, INT, WHL, B64 };

// The dtype of a row's result: the one it is computed in, bool, or int32.
enum class Gives { same, truth, int32 };

// A derivative of a row: g is the result's gradient, a and b the operands, y the result; what the row did not ask to be
// saved is undefined. params are the op's scalars.
using Formula = Tensor (*)(const Tensor& g, const Tensor& a, const Tensor& b, const Tensor& y, const Scalar* params);

// Which operands a formula reads.
struct Reads {
  bool a, b, y;
};

struct UnaryOp {
  const char* name;
  const char* node;
  MapOp op;
  Types types;
  Gives gives;
  Formula derivative;  // null: none
  Reads reads;
  bool row_major = false;  // whether results do not lie as the operand does: PyTorch's rule for few
  bool promotes = false;   // whether the parameters count in promotion
};

struct BinaryOp {
  const char* name;
  const char* node;
  MapOp op;
  Types types;
  bool gives_bool;
  Formula derivative_a, derivative_b;
  Reads reads_a, reads_b;
};

// PyTorch's name of an op's node, which is mostly the functor's.
const char* node_name(MapOp op, const char* usual);

Tensor unary(const UnaryOp& op, const Tensor& self, std::initializer_list<Scalar> params, Tensor* into);
Tensor binary(const BinaryOp& op, const Tensor& self, const Tensor& other, std::initializer_list<Scalar> params,
              Tensor* into);

}  // namespace nt
