// Einstein sums: each operand's dimensions carry labels; equal labels run together, and those that the result does not name
// are summed. Operands are brought to one order of dimensions, then multiplied pairwise, from left to right.
#include <string_view>

#include "ops/algebra.h"
#include "ops/linalg.h"

namespace nt {
namespace {

constexpr int kEllipsis = -1;
constexpr int kLetters = 52;
constexpr const char* kOp = "einsum";

int label_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  return -2;
}
char letter(int label) { return static_cast<char>(label < 26 ? 'A' + label : 'a' + label - 26); }

// One operand's labels, an ellipsis at most once among them.
std::vector<int> parse(const std::string& equation, std::string_view term) {
  std::vector<int> labels;
  bool ellipsis = false;
  for (size_t i = 0; i < term.size(); ++i) {
    if (term[i] == ' ') continue;
    if (term[i] == '.') {
      NT_CHECK(!ellipsis && term.substr(i, 3) == "...", Code::argument, "[", kOp, "] \"", equation,
               "\": a dot belongs to one ellipsis (...) for each operand");
      ellipsis = true;
      i += 2;
      labels.push_back(kEllipsis);
      continue;
    }
    const int label = label_of(term[i]);
    NT_CHECK(label >= 0, Code::argument, "[", kOp, "] \"", equation, "\": '", term[i],
             "' is no label; labels are letters");
    labels.push_back(label);
  }
  return labels;
}

struct Plan {
  std::vector<std::vector<int>> operands;
  std::vector<int> result;
  int place[kLetters];  // where each label's dimension stands in the common order; -1: nowhere
  int ellipsis_place = 0, ellipsis_size = 0;
  int kept = 0, all = 0;  // dimensions of the result, and with those that are summed
};

void split(const std::string& equation, size_t count, Plan& plan, bool& explicit_result) {
  const std::string_view text = equation;
  const size_t arrow = text.find("->");
  explicit_result = arrow != std::string_view::npos;
  std::string_view left = text.substr(0, arrow);
  for (;;) {
    const size_t comma = left.find(',');
    plan.operands.push_back(parse(equation, left.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    left = left.substr(comma + 1);
  }
  NT_CHECK(plan.operands.size() == count, Code::argument, "[", kOp, "] \"", equation, "\" has ", plan.operands.size(),
           " terms for ", count, " operands");
  if (explicit_result) plan.result = parse(equation, text.substr(arrow + 2));
}

Plan make_plan(const std::string& equation, const std::vector<Tensor>& tensors) {
  Plan plan;
  bool explicit_result = false;
  split(equation, tensors.size(), plan, explicit_result);
  int uses[kLetters] = {};
  bool any_ellipsis = false;
  for (size_t i = 0; i < tensors.size(); ++i) {
    const std::vector<int>& labels = plan.operands[i];
    const bool ellipsis = std::count(labels.begin(), labels.end(), kEllipsis) > 0;
    const int named = static_cast<int>(labels.size()) - ellipsis, rank = tensors[i].dim();
    NT_CHECK(ellipsis ? named <= rank : named == rank, Code::shape, "[", kOp, "] \"", equation, "\": operand ", i,
             " has sizes ", tensors[i].sizes(), ", its term ", named, " labels");
    if (ellipsis) plan.ellipsis_size = std::max(plan.ellipsis_size, rank - named);
    any_ellipsis = any_ellipsis || ellipsis;
    for (int label : labels) {
      if (label != kEllipsis) ++uses[label];
    }
  }
  if (!explicit_result) {
    // The ellipsis, then the labels that stand once, in their order.
    if (any_ellipsis) plan.result.push_back(kEllipsis);
    for (int label = 0; label < kLetters; ++label) {
      if (uses[label] == 1) plan.result.push_back(label);
    }
  }
  std::fill(plan.place, plan.place + kLetters, -1);
  bool placed = false;
  for (int label : plan.result) {
    if (label == kEllipsis) {
      placed = true;
      plan.ellipsis_place = plan.all;
      plan.all += plan.ellipsis_size;
      continue;
    }
    NT_CHECK(plan.place[label] < 0, Code::argument, "[", kOp, "] \"", equation, "\": the result names ", letter(label),
             " twice");
    NT_CHECK(uses[label] > 0, Code::argument, "[", kOp, "] \"", equation, "\": no operand has the result's label ",
             letter(label));
    plan.place[label] = plan.all++;
  }
  plan.kept = plan.all;
  if (!placed) {
    plan.ellipsis_place = plan.all;
    plan.all += plan.ellipsis_size;
  }
  for (int label = 0; label < kLetters; ++label) {
    if (uses[label] > 0 && plan.place[label] < 0) plan.place[label] = plan.all++;
  }
  NT_CHECK(plan.all <= kMaxDims, Code::argument, "[", kOp, "] \"", equation, "\": more than ", kMaxDims, " labels");
  return plan;
}

// The operand with its dimensions in the common order, size 1 where it has no such label; a label that stands twice takes
// the diagonal.
Tensor in_common_order(const std::string& equation, Tensor t, const std::vector<int>& labels, const Plan& plan) {
  std::vector<int> places;                                            // of t's dimensions
  const int covered = t.dim() - static_cast<int>(labels.size()) + 1;  // by the ellipsis, where there is one
  int d = 0;
  for (int label : labels) {
    if (label == kEllipsis) {
      for (int i = 0; i < covered; ++i) places.push_back(plan.ellipsis_place + plan.ellipsis_size - covered + i);
      d += covered;
      continue;
    }
    const auto first = std::find(places.begin(), places.end(), plan.place[label]);
    if (first == places.end()) {
      places.push_back(plan.place[label]);
      ++d;
      continue;
    }
    const int earlier = static_cast<int>(first - places.begin());
    NT_CHECK(t.size(earlier) == t.size(d), Code::shape, "[", kOp, "] \"", equation, "\": label ", letter(label),
             " has sizes ", t.size(earlier), " and ", t.size(d), " in one operand");
    // The diagonal becomes the last dimension; it goes back to where the label stood first.
    t = diagonal(t, 0, earlier, d);
    Dims order;
    for (int i = 0; i < t.dim() - 1; ++i) order.push_back(i);
    order.insert(earlier, t.dim() - 1);
    t = permute(t, order);
  }
  Dims order;
  std::vector<int> missing;
  for (int place = 0; place < plan.all; ++place) {
    const auto found = std::find(places.begin(), places.end(), place);
    if (found == places.end()) {
      missing.push_back(place);
    } else {
      order.push_back(found - places.begin());
    }
  }
  t = permute(t, order);
  for (int place : missing) t = unsqueeze(t, place);
  return t;
}

// The product of two operands, summed over `summed`; dimensions stay where they are.
Tensor multiply(Tensor a, Tensor b, const std::vector<int>& summed) {
  // Kinds of dimensions: of both, of one, and summed of both. What only one has is summed at once.
  Dims both, only_a, only_b, contracted, alone_a, alone_b;
  int64_t n_both = 1, n_a = 1, n_b = 1, n_contracted = 1;
  for (int d = 0; d < a.dim(); ++d) {
    const bool sums = std::find(summed.begin(), summed.end(), d) != summed.end();
    const bool in_a = a.size(d) != 1, in_b = b.size(d) != 1;
    if (sums) {
      if (in_a && in_b) {
        contracted.push_back(d);
        n_contracted *= a.size(d);
      } else if (in_a) {
        alone_a.push_back(d);
      } else if (in_b) {
        alone_b.push_back(d);
      }
    } else if (in_a && in_b) {
      both.push_back(d);
      n_both *= a.size(d);
    } else if (in_a) {
      only_a.push_back(d);
      n_a *= a.size(d);
    } else {
      only_b.push_back(d);
      n_b *= b.size(d);
    }
  }
  if (!alone_a.empty()) a = sum(a, alone_a, true);
  if (!alone_b.empty()) b = sum(b, alone_b, true);
  // A sum of integers is int64.
  if (a.dtype() != b.dtype() && !is_floating(a.dtype()) && !is_floating(b.dtype())) {
    const Dtype common = promote(a.dtype(), b.dtype());
    a = to(a, common);
    b = to(b, common);
  }
  const int rank = a.dim();
  // Dimensions that are 1 here: they go last in each operand, and come back in the result.
  Dims sizes, order_a, order_b, order_out;
  auto append = [](Dims& to, const Dims& from) {
    for (int64_t d : from) to.push_back(d);
  };
  auto complete = [rank](Dims order) {
    for (int d = 0; d < rank; ++d) {
      if (!order.contains(d)) order.push_back(d);
    }
    return order;
  };
  append(order_a, both);
  append(order_a, only_a);
  append(order_a, contracted);
  append(order_b, both);
  append(order_b, contracted);
  append(order_b, only_b);
  append(order_out, both);
  append(order_out, only_a);
  append(order_out, only_b);
  for (int64_t d : both) sizes.push_back(a.size(static_cast<int>(d)));
  for (int64_t d : only_a) sizes.push_back(a.size(static_cast<int>(d)));
  for (int64_t d : only_b) sizes.push_back(b.size(static_cast<int>(d)));
  while (sizes.size() < rank) sizes.push_back(1);
  const Tensor left = reshape(permute(a, complete(order_a)), {n_both, n_a, n_contracted});
  const Tensor right = reshape(permute(b, complete(order_b)), {n_both, n_contracted, n_b});
  const Tensor product = reshape(matmul(left, right), sizes);
  const Dims out = complete(order_out);
  Dims back = out;
  for (int i = 0; i < rank; ++i) back[static_cast<int>(out[i])] = i;
  return permute(product, back);
}

}  // namespace

Tensor einsum(const std::string& equation, const std::vector<Tensor>& operands) {
  NT_CHECK(!operands.empty(), Code::argument, "[", kOp, "] no operands");
  const Plan plan = make_plan(equation, operands);
  std::vector<Tensor> terms;
  std::vector<int64_t> sizes(static_cast<size_t>(plan.all), 1);
  std::vector<size_t> last_use(static_cast<size_t>(plan.all), operands.size());  // sizes of 1 need no sum
  for (size_t i = 0; i < operands.size(); ++i) {
    terms.push_back(in_common_order(equation, operands[i], plan.operands[i], plan));
    for (int d = 0; d < plan.all; ++d) {
      const int64_t size = terms.back().size(d);
      int64_t& common = sizes[static_cast<size_t>(d)];
      NT_CHECK(size == 1 || common == 1 || size == common, Code::shape, "[", kOp, "] \"", equation, "\": operand ", i,
               " with sizes ", operands[i].sizes(), " has ", size, " where another has ", common);
      if (size != 1) {
        common = size;
        last_use[static_cast<size_t>(d)] = i;
      }
    }
  }
  // A dimension is summed as soon as no later operand has it.
  auto summed_at = [&](size_t i) {
    std::vector<int> dims;
    for (int d = plan.kept; d < plan.all; ++d) {
      if (last_use[static_cast<size_t>(d)] == i) dims.push_back(d);
    }
    return dims;
  };
  auto sum_over = [](const Tensor& t, const std::vector<int>& dims) {
    Dims list;
    for (int d : dims) list.push_back(d);
    return list.empty() ? t : sum(t, list, true);
  };
  Tensor result = sum_over(terms[0], summed_at(0));
  for (size_t i = 1; i < terms.size(); ++i) result = multiply(result, terms[i], summed_at(i));
  Dims gone;
  for (int d = plan.kept; d < plan.all; ++d) gone.push_back(d);
  return gone.empty() ? result : squeeze(result, gone);
}

}  // namespace nt
