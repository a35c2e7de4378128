// nativetorch_benchmarks core|machine serve: a framework of the benchmarks (tests/benchmarks/README.md).
#include <benchmark/benchmark.h>

#include <iostream>
#include <string>

#include "session.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::string which = argc == 3 && std::string(argv[2]) == "serve" ? argv[1] : "";
  if (which != "core" && which != "machine") {
    std::cerr << "usage: nativetorch_benchmarks core|machine serve\n";
    return 2;
  }
  nt::bench::serve(which == "core" ? nt::bench::core() : nt::bench::machine());
}
