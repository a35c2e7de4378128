#include "ops/elementwise.h"

#include <algorithm>

#include "core/late_gradient.h"
#include "functors/table.h"
#include "ops/base_table.h"
#include "ops/layout.h"
#include "ops/ops.h"
#include "ops/record.h"

namespace nt {
namespace {

// The dtype in which the op is computed, from the promoted dtype of its operands.
Dtype computed_dtype(const char* op, Types types, Dtype promoted) {
  switch (types) {
    case Types::FLT:
      return is_floating(promoted) ? promoted : kDefaultFloat;
    case Types::FLO:
      NT_CHECK(is_floating(promoted), Code::dtype, "[", op, "] not defined for ", promoted, ": floating dtypes only");
      return promoted;
    case Types::NUM:
      NT_CHECK(!is_bool(promoted), Code::dtype, "[", op, "] not defined for bool");
      return promoted;
    case Types::B64:
      return is_bool(promoted) ? Dtype::int64 : promoted;
    case Types::WHL:
      NT_CHECK(is_integral(promoted), Code::dtype, "[", op, "] not defined for ", promoted, ": integers only");
      return promoted;
    case Types::INT:
      NT_CHECK(!is_floating(promoted), Code::dtype, "[", op, "] not defined for ", promoted,
               ": integers and bool only");
      return promoted;
    case Types::ALL:
      return promoted;
  }
  return promoted;
}

// Whether writing `out` could change `in` before it is read: they share bytes and are not the same elements in the same
// order.
bool clobbers(const Tensor& out, const Tensor& in) {
  if (out.storage().block() != in.storage().block() || out.numel() == 0 || in.numel() == 0) return false;
  if (out.raw() == in.raw() && out.dtype() == in.dtype() && out.sizes() == in.sizes() &&
      out.strides() == in.strides()) {
    return false;
  }
  auto last = [](const Tensor& t) {
    int64_t extent = 0;
    for (int d = 0; d < t.dim(); ++d) extent += t.stride(d) * (t.size(d) - 1);
    return t.raw() + (extent + 1) * size_of(t.dtype());
  };
  return out.raw() < last(in) && in.raw() < last(out);
}

// t itself where it lies on the device, else a copy there, kept in `moved`; no reference is counted in the usual case.
const Tensor* on_device(const Tensor& t, Device device, Tensor& moved) {
  if (t.device() == device) return &t;
  moved = to(t, t.dtype(), device);
  return &moved;
}

// Integers have no infinity to answer with: dividing by zero is refused, and so is a negative number as exponent.
void check_integers(const BinaryOp& op, const Tensor& other) {
  const bool divides = op.op == MapOp::floor_divide || op.op == MapOp::fmod || op.op == MapOp::remainder ||
                       op.op == MapOp::div_floor || op.op == MapOp::div_trunc;
  if (divides && other.device().is_cpu()) {
    const Tensor zero = any(eq(detach(other), scalar_tensor(0)));
    NT_CHECK(!*zero.data<bool>(), Code::argument, "[", op.name, "] an integer is divided by zero");
  }
  if (op.op == MapOp::pow && other.is_wrapped_number()) {
    const int64_t exponent = is_bool(other.dtype()) ? *other.data<bool>() : *other.data<int64_t>();
    NT_CHECK(exponent >= 0, Code::argument, "[pow] integers to the power of ", exponent,
             ": a negative exponent wants a floating base");
  }
}

// What PyTorch refuses although the promoted dtype would do.
void check_operands(const BinaryOp& op, const Tensor& self, const Tensor& other) {
  switch (op.op) {
    case MapOp::sub:
    case MapOp::rsub:
      NT_CHECK(!is_bool(self.dtype()) && !is_bool(other.dtype()), Code::dtype, "[", op.name, "] not defined for bool (",
               self.dtype(), " and ", other.dtype(), "): use logical_xor or bitwise_xor");
      return;
    case MapOp::clamp_min:
    case MapOp::clamp_max:
      NT_CHECK(!is_bool(self.dtype()) || !is_bool(other.dtype()) || !other.is_wrapped_number(), Code::dtype, "[",
               op.name, "] not defined for bool with a truth value as bound");
      return;
    case MapOp::heaviside:
      NT_CHECK(self.dtype() == other.dtype(), Code::dtype, "[heaviside] operands are ", self.dtype(), " and ",
               other.dtype(), ": they must be of one dtype");
      return;
    default:
      return;
  }
}

void check_params(const UnaryOp& op, const Tensor& self, const Scalar* values) {
  if (op.op == MapOp::softshrink) {
    NT_CHECK(values[0].d >= 0, Code::argument, "[softshrink] lambd is ", values[0], ": it must not be negative");
  }
  if (op.op == MapOp::hardtanh) {
    NT_CHECK(self.dtype() != Dtype::uint8 || (values[0].d >= 0 && values[1].d >= 0), Code::dtype, "[hardtanh] limits ",
             values[0], " and ", values[1], " do not fit uint8");
  }
}

// PyTorch numbers the overloads of an op, one of which takes a plain number.
const char* node_of(const BinaryOp& op, const Tensor& self, const Tensor& other) {
  const bool number = other.is_wrapped_number();
  switch (op.op) {
    case MapOp::pow:
      return number ? "PowBackward0" : "PowBackward1";
    case MapOp::fmod:
      return number ? "FmodBackward0" : "FmodBackward1";
    case MapOp::remainder:
      return number ? "RemainderBackward0" : "RemainderBackward1";
    case MapOp::rsub:
      return number ? "RsubBackward1" : "RsubBackward0";
    case MapOp::copysign:
      return number ? "CopysignBackward1" : "CopysignBackward0";
    case MapOp::clamp_min:
      return number ? "ClampMinBackward0" : "ClampMinBackward1";
    case MapOp::clamp_max:
      return number ? "ClampMaxBackward0" : "ClampMaxBackward1";
    case MapOp::xlogy:
      return self.is_wrapped_number() ? "XlogyBackward1" : number ? "XlogyBackward2" : "XlogyBackward0";
    default:
      return op.node;
  }
}

// The dtype of an operand beside numbers that count: a higher category wins.
Dtype promoted_by(Dtype dtype, const Scalar* values) {
  for (int i = 0; i < kMaxParams; ++i) {
    if (values[i].is_floating() && !is_floating(dtype)) dtype = kDefaultFloat;
    if (values[i].kind == Scalar::Kind::integer && is_bool(dtype)) dtype = Dtype::int64;
  }
  return dtype;
}

class UnaryNode final : public Node, public TakesLate {
 public:
  UnaryNode(const UnaryOp& op, const Scalar* params) : Node(op.node), op_(op) {
    std::copy(params, params + kMaxParams, params_);
  }
  void apply(const Tensor* grads, Tensor* results) override {
    const Tensor a = op_.reads.a ? saved_[0].get(*this) : Tensor{};
    const Tensor y = op_.reads.y ? saved_[1].get(*this) : Tensor{};
    results[0] = op_.derivative(grads[0], a, {}, y, params_);
  }
  Taken take(LateGradient& grad, Tensor*) override {
    return is_relu() && grad.pass_relu(saved_[1].get(*this)) ? Taken::passed : Taken::no;
  }
  bool is_relu() const override { return op_.op == MapOp::relu; }
  std::span<Saved> saved() override { return saved_; }
  Saved& saved_a() { return saved_[0]; }
  Saved& saved_y() { return saved_[1]; }

 private:
  Saved saved_[2];
  const UnaryOp& op_;
  Scalar params_[kMaxParams];
};

class BinaryNode final : public Node {
 public:
  BinaryNode(const BinaryOp& op, const char* node, const Scalar* params) : Node(node), op_(op) {
    param_[0] = params[0];
  }
  void apply(const Tensor* grads, Tensor* results) override {
    const Reads reads = wanted();
    const Tensor a = reads.a ? saved_[0].get(*this) : Tensor{};
    const Tensor b = reads.b ? saved_[1].get(*this) : Tensor{};
    const Tensor y = reads.y ? saved_[2].get(*this) : Tensor{};
    if (needs(0)) results[0] = op_.derivative_a(grads[0], a, b, y, param_);
    if (needs(1)) results[1] = op_.derivative_b(grads[0], a, b, y, param_);
  }
  std::span<Saved> saved() override { return saved_; }
  Saved& saved_a() { return saved_[0]; }
  Saved& saved_b() { return saved_[1]; }
  Saved& saved_y() { return saved_[2]; }
  // What the formulas that will run read.
  Reads wanted() const {
    Reads reads{false, false, false};
    if (needs(0)) reads = op_.reads_a;
    if (needs(1)) {
      reads.a |= op_.reads_b.a;
      reads.b |= op_.reads_b.b;
      reads.y |= op_.reads_b.y;
    }
    return reads;
  }

 private:
  Saved saved_[3];
  const BinaryOp& op_;
  Scalar param_[1];
};

void attach(Tensor& out, const Ref<Node>& node, const Tensor* into) {
  if (into) {
    rebase_history(out, node);
  } else {
    set_history(out, node);
  }
}

// An out= result takes no part in the graph, so operands that need gradients are refused.
void check_output(const char* op, const Tensor& into, bool in_place, bool wants_grad) {
  if (in_place) {
    check_inplace(op, into);
    return;
  }
  NT_CHECK(!grad_enabled() || !(wants_grad || needs_grad(into)), Code::autograd, "[", op,
           "] a given output takes no part in autograd, but an operand requires grad");
}

}  // namespace

const char* node_name(MapOp op, const char* usual) {
  switch (op) {
    case MapOp::square:
      return "PowBackward0";
    case MapOp::clamp:
      return "ClampBackward1";
    case MapOp::selu:
      return "EluBackward0";
    case MapOp::round_inner:
      return "RoundBackward1";
    case MapOp::div_floor:
    case MapOp::div_trunc:
      return "DivBackward2";
    default:
      return usual;
  }
}

Tensor unary(const UnaryOp& op, const Tensor& self, std::initializer_list<Scalar> params, Tensor* into) {
  Scalar values[kMaxParams];
  std::copy(params.begin(), params.end(), values);
  check_params(op, self, values);
  const Dtype operand = op.promotes ? promoted_by(self.dtype(), values) : self.dtype();
  const Dtype computed = computed_dtype(op.name, op.types, operand);
  const Dtype result = op.gives == Gives::same ? computed : op.gives == Gives::truth ? Dtype::boolean : Dtype::int32;
  const bool in_place = into && into->is_same(self);
  const bool recorded = op.derivative && is_floating(result) && any_needs_grad({&self});
  if (into) check_output(op.name, *into, in_place, recorded);

  Tensor out = into           ? result_tensor(op.name, self.sizes(), result, self.device(), self, into)
               : op.row_major ? Tensor::empty(self.sizes(), result, self.device())
                              : elementwise_result(self.sizes(), result, self.device(), {&self});
  Ref<Node> node;
  UnaryNode* derivative = nullptr;
  if (recorded) {
    derivative = new UnaryNode(op, values);
    node = Ref<Node>::adopt(derivative);
    add_edges(*derivative, {&self});
    if (op.reads.a) derivative->saved_a() = Saved(in_place ? clone(detach(self)) : self, nullptr);
  }
  const bool aside = into && !in_place && clobbers(out, self);
  Tensor temporary;
  if (aside) temporary = Tensor::empty(out.sizes(), out.dtype(), out.device());
  if (out.numel() > 0) {
    Iter it = elementwise(aside ? temporary : out, {&self});
    it.compute = compute_dtype(computed);
    std::copy(values, values + kMaxParams, it.params);
    backend(self.device()).map(op.op, it);
  }
  if (aside) {
    GradMode off(false);
    copy_(out, temporary);
  }
  if (into) finish_inplace(op.name, out);
  if (recorded) {
    attach(out, node, into);
    if (op.reads.y) derivative->saved_y() = Saved(out, node.get());
  }
  return out;
}

Tensor binary(const BinaryOp& op, const Tensor& self, const Tensor& other, std::initializer_list<Scalar> params,
              Tensor* into) {
  const Device device = common_device(op.name, self, other);
  check_operands(op, self, other);
  const Dtype computed = computed_dtype(op.name, op.types, result_type(self, other));
  const Dtype result = op.gives_bool ? Dtype::boolean : computed;
  const bool in_place = into && into->is_same(self);
  const bool recorded = (op.derivative_a || op.derivative_b) && is_floating(result) && any_needs_grad({&self, &other});
  if (into) check_output(op.name, *into, in_place, recorded);

  const Dims sizes = broadcast(op.name, self.sizes(), other.sizes());
  Tensor out = into ? result_tensor(op.name, sizes, result, device, self, into)
                    : elementwise_result(sizes, result, device, {&self, &other});
  Scalar values[1];
  std::copy(params.begin(), params.end(), values);
  NT_CHECK(!values[0].is_floating() || is_floating(computed), Code::dtype, "[", op.name,
           "] a floating factor does not fit operands of ", computed);
  NT_CHECK(values[0].kind != Scalar::Kind::boolean || is_bool(computed), Code::dtype, "[", op.name,
           "] a truth value as factor fits operands of bool, not ", computed);

  if (!is_floating(computed)) check_integers(op, other);

  Ref<Node> node;
  BinaryNode* derivative = nullptr;
  Reads reads{};
  if (recorded) {
    derivative = new BinaryNode(op, node_of(op, self, other), values);
    node = Ref<Node>::adopt(derivative);
    add_edges(*derivative, {&self, &other});
    // Rows without a derivative for one operand: it is zero there almost everywhere.
    if (!op.derivative_a) derivative->edges[0] = {};
    if (!op.derivative_b) derivative->edges[1] = {};
    reads = derivative->wanted();
    if (reads.a) derivative->saved_a() = Saved(in_place ? clone(detach(self)) : self, nullptr);
    if (reads.b) derivative->saved_b() = Saved(in_place && other.is_same(self) ? clone(detach(other)) : other, nullptr);
  }
  if (out.numel() > 0) {
    // A CPU number beside CUDA tensors travels.
    Tensor moved_a, moved_b, temporary;
    const Tensor *a = on_device(self, device, moved_a), *b = on_device(other, device, moved_b);
    const bool aside = into && ((!in_place && clobbers(out, *a)) || clobbers(out, *b));
    if (aside) temporary = Tensor::empty(out.sizes(), out.dtype(), out.device());
    Iter it = elementwise(aside ? temporary : out, {a, b});
    it.compute = compute_dtype(computed);
    it.params[0] = values[0];
    backend(device).map(op.op, it);
    if (aside) {
      GradMode off(false);
      copy_(out, temporary);
    }
  }
  if (into) finish_inplace(op.name, out);
  if (recorded) {
    attach(out, node, into);
    if (reads.y) derivative->saved_y() = Saved(out, node.get());
  }
  return out;
}

}  // namespace nt
