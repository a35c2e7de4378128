// nativetorch_fuzz [CALLS [SEED]]: random arguments for every function of the C ABI. Ends with 1 where a function succeeds
// that must not, fails without an error's code and text, or gives a handle with its failure; crashes and leaks are
// AddressSanitizer's to report.
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "table.h"
#include "watch.h"

namespace {

volatile long calls_done;

}  // namespace

void Context::begin(const char* function) {
  function_ = function;
  text = function_ + "(";
  count = 0;
  bytes = 0;
  last = nullptr;
  refused = nullptr;
  mild = random.chance(2);
  dtype_ = -1;
}

nt_tensor* Context::tensor() {
  nt_tensor* tensor = pool.tensor();
  nt_tensor_info_t info{};
  for (int i = 0; mild && i < 12; ++i) {
    nt_tensor_info(tensor, &info);
    if (dtype_ < 0) dtype_ = info.dtype;
    if (info.dtype == dtype_ || random.chance(8)) break;
    tensor = pool.tensor();
  }
  return tensor;
}

void Context::finish(nt_status status) {
  auto& [calls, successes] = done[function_];
  ++calls;
  if (status == NT_OK) {
    ++successes;
    if (refused) problem(std::string("succeeded though ") + refused);
    return;
  }
  const char* message = nullptr;
  int32_t code = nt_last_error(&message);
  if (code != status) problem("the status is not that of nt_last_error");
  if (status == NT_ERROR_INTERNAL) problem(std::string("an internal error: ") + (message ? message : ""));
  if (!message || message[0] != '[') problem(std::string("a message that does not begin with its op: ") + (message ? message : "NULL"));
}

void Context::problem(const std::string& what) {
  if (problems_[function_ + what]++ == 0) std::fprintf(stderr, "%s: %s\n    %s\n", function_.c_str(), what.c_str(), text.c_str());
}

int64_t Context::integer() {
  if (mild) return random.between(random.chance(8) ? -1 : 0, 2);
  if (!random.chance(25)) return random.between(-2, 4);
  return random.one_of<int64_t>({5, 8, 17, 63, 64, 65, 1000, 65536, -100, INT32_MAX, INT32_MIN, int64_t{1} << 31, int64_t{1} << 32,
                                 int64_t{1} << 40, int64_t{1} << 62, std::numeric_limits<int64_t>::max(),
                                 std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max() - 1});
}

double Context::real() {
  if (!random.chance(12)) return static_cast<double>(random.between(-8, 12)) / 4;
  return random.one_of({std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                        std::numeric_limits<double>::quiet_NaN(), 1e300, -1e300, 1e-310, 1e19, -1e19, 9.3e18});
}

int main(int argc, char** argv) {
  long calls = argc > 1 ? std::atol(argv[1]) : 20000;
  auto seed = static_cast<uint64_t>(argc > 2 ? std::atoll(argv[2]) : 1);
  auto entries = table();
  size_t problems = 0;
  {
    Context context(seed);
    watch(&context.text, &calls_done);
    bool half_truths = false;
    for (long i = 0; i < calls; ++i) {
      const Entry& entry = entries[context.random.bits() % entries.size()];
      if (entry.call) entry.call(context);
      const bool now = context.pool.has_half_truths();
      if (now && !half_truths) context.problem("a tensor of truth values holds a byte that is neither 0 nor 1");
      half_truths = now;
      if (i % 64 == 0) context.pool.refresh();
      calls_done = i;
    }
    nt_set_grad_enabled(1);
    for (const Entry& entry : entries)
      if (!entry.call) std::printf("not called: %s\n", entry.name);
    for (const auto& [function, count] : context.done)
      if (count.second == 0) std::printf("never succeeded in %ld calls: %s\n", static_cast<long>(count.first), function.c_str());
    problems = context.problems();
    unwatch();
  }
  std::printf("%ld calls of %zu functions with seed %llu: %zu problems\n", calls, entries.size(), static_cast<unsigned long long>(seed), problems);
  return problems == 0 ? 0 : 1;
}
