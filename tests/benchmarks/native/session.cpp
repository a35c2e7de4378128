#include "session.h"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>

#include "cpu/parallel.h"

namespace nt::bench {
namespace {

int64_t status(const std::string& name) {
  std::ifstream lines("/proc/self/status");
  for (std::string line; std::getline(lines, line);)
    if (line.rfind(name + ":", 0) == 0) return 1024 * std::stoll(line.substr(name.size() + 1));
  return 0;
}

int64_t reset_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
  return status("VmRSS");
}

// Keeps the time of the one run there is.
class Stopwatch : public benchmark::BenchmarkReporter {
 public:
  double seconds = 0;
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override { seconds = runs.front().real_accumulated_time; }
};

double measure(const std::function<void()>& run, int64_t repeat) {
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("case",
                               [&run](benchmark::State& state) {
                                 for (auto _ : state) run();
                               })
      ->Iterations(repeat)
      ->UseRealTime();
  Stopwatch watch;
  benchmark::RunSpecifiedBenchmarks(&watch);
  return watch.seconds;
}

}  // namespace

void serve(const Framework& framework) {
  // Replies alone go to standard output, whatever a library prints.
  FILE* out = fdopen(dup(1), "w");
  dup2(2, 1);
  Workload workload;
  int64_t baseline = 0;
  const auto answer = [&](const Object& request) -> std::string {
    const std::string what = text(request, "do");
    if (what == "describe") return framework.description;
    if (what == "prepare") {
      workload = {};
      cpu::set_max_threads(static_cast<int>(number(request, "threads", 1)));
      baseline = reset_peak();
      workload = framework.prepare(request);
      return "{\"check\":" + workload.check + "}";
    }
    if (what == "sample") {
      for (double i = number(request, "warm"); i > 0; --i) workload.run();
      return "{\"seconds\":" + to_json(measure(workload.run, static_cast<int64_t>(number(request, "repeat", 1)))) + "}";
    }
    return "{\"baseline_bytes\":" + std::to_string(baseline) + ",\"peak_bytes\":" + std::to_string(status("VmHWM")) +
           "}";
  };
  for (std::string line; std::getline(std::cin, line);) {
    std::string reply;
    try {
      const Object request = parse(line);
      if (text(request, "do") == "quit") break;
      reply = answer(request);
    } catch (const Unsupported& e) {
      reply = "{\"unsupported\":" + to_json(std::string(e.what())) + "}";
    } catch (const std::exception& e) {
      reply = "{\"error\":" + to_json(std::string(e.what())) + "}";
    }
    std::fprintf(out, "%s\n", reply.c_str());
    std::fflush(out);
  }
  std::fclose(out);
}

}  // namespace nt::bench
