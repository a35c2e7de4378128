#include "check.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "json.h"
#include "ops/algebra.h"

namespace nt::bench {
namespace {

constexpr int64_t kSamples = 16, kChunk = 1 << 20;

std::string check(const Tensor& result) {
  const Tensor flat = reshape(detach(result), {-1});
  const int64_t count = flat.numel();
  double total = 0, absolute = 0;
  std::vector<double> samples(static_cast<size_t>(std::min(count, kSamples)));
  for (int64_t start = 0; start < count; start += kChunk) {
    const int64_t end = std::min(start + kChunk, count);
    const Tensor piece = contiguous(to(slice(flat, 0, start, end, 1), Dtype::float64));
    const double* values = piece.data<double>();
    for (int64_t i = 0; i < end - start; ++i) {
      total += values[i];
      absolute += std::fabs(values[i]);
    }
    for (size_t i = 0; i < samples.size(); ++i) {
      const int64_t at =
          count <= kSamples ? static_cast<int64_t>(i) : static_cast<int64_t>(i) * (count - 1) / (kSamples - 1);
      if (at >= start && at < end) samples[i] = values[at - start];
    }
  }
  std::ostringstream json;
  json << "{\"count\":" << count << ",\"sum\":" << to_json(total) << ",\"abs\":" << to_json(absolute)
       << ",\"values\":[";
  for (size_t i = 0; i < samples.size(); ++i) json << (i ? "," : "") << to_json(samples[i]);
  json << "]}";
  return json.str();
}

}  // namespace

std::string check(const std::vector<Tensor>& results) {
  std::ostringstream json;
  json << '[';
  for (size_t i = 0; i < results.size(); ++i) json << (i ? "," : "") << check(results[i]);
  json << ']';
  return json.str();
}

}  // namespace nt::bench
