#include "inputs.h"

#include <sstream>

#include "ops/algebra.h"
#include "ops/random.h"

namespace nt::bench {
namespace {

Dims shape_of(const std::string& text) {
  Dims sizes;
  if (text == "scalar") return sizes;
  std::istringstream numbers(text);
  for (std::string number; std::getline(numbers, number, 'x');) sizes.push_back(std::stoll(number));
  return sizes;
}

Tensor one(std::istringstream words) {
  std::string kind, shape, word;
  words >> kind >> shape;
  const size_t colon = kind.find(':');
  const Dims sizes = shape_of(shape);
  Tensor drawn;
  if (kind == "randn") {
    drawn = randn(sizes);
  } else if (kind == "rand") {
    drawn = Tensor::empty(sizes, Dtype::float32);
    uniform_(drawn, 0, 1, nullptr);
  } else if (kind.rfind("randint:", 0) == 0) {
    drawn = Tensor::empty(sizes, Dtype::int64);
    randint_(drawn, 0, std::stoll(kind.substr(colon + 1)), nullptr);
  } else if (kind == "perm") {
    drawn = randperm(sizes[0], Dtype::int64, nullptr);
  } else if (kind == "mask") {
    drawn = randn(sizes) > Scalar(0);
  } else {
    fail(Code::argument, "no inputs are called ", kind);
  }
  while (words >> word) {
    if (word == "bfloat16") drawn = to(drawn, Dtype::bfloat16);
    if (word == "float64") drawn = to(drawn, Dtype::float64);
    if (word == "t") drawn = transpose(drawn, -2, -1);
    if (word == "grad") {
      drawn.impl()->autograd = std::make_unique<AutogradMeta>();
      drawn.impl()->autograd->requires_grad = true;
    }
  }
  return drawn;
}

}  // namespace

Tensor randn(const Dims& sizes) {
  Tensor t = Tensor::empty(sizes, Dtype::float32);
  normal_(t, 0, 1, nullptr);
  return t;
}

std::vector<Tensor> draw(const std::string& description) {
  std::vector<Tensor> inputs;
  for (size_t start = 0; start < description.size();) {
    const size_t end = std::min(description.find("; ", start), description.size());
    inputs.push_back(one(std::istringstream(description.substr(start, end - start))));
    start = end + 2;
  }
  return inputs;
}

}  // namespace nt::bench
