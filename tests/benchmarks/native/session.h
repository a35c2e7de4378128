// One case at a time: what is prepared, measured with Google Benchmark, and how much memory it took.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "json.h"

namespace nt::bench {

// The framework has no such operation.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Workload {
  std::string check;  // JSON: what it computed
  std::function<void()> run;
};

// A framework: who it is, and how it prepares a case.
struct Framework {
  std::string description;  // JSON
  Workload (*prepare)(const Object& request);
};

Framework core();
Framework machine();

// Answers requests until "quit" or the end of standard input.
void serve(const Framework& framework);

}  // namespace nt::bench
