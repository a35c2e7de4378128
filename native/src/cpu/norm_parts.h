// Groups of a norm cut into parts, which do not depend on the number of threads: sums of parts are added in their order.
#pragma once

#include "core/network_args.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"

namespace nt::cpu {

// Elements of a part, so that what a pass over it reads again is in the second-level cache.
constexpr int64_t kNormPart = 16384;

// Groups g, g + affine_groups, ... share their weights.
inline int64_t weight_group(const NormArgs& args, int64_t g) {
  return args.affine_groups == 1 ? 0 : g < args.affine_groups ? g : g % args.affine_groups;
}

// f(i) for n tasks of so many elements.
template <class F>
void for_each_task(int64_t n, int64_t elements, F&& f) {
  parallel_for(n, std::max<int64_t>(1, kGrain / std::max<int64_t>(1, elements)), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) f(i);
  });
}

// Either some whole runs of a group or, where those are long, a piece of one.
class NormParts {
 public:
  explicit NormParts(const NormArgs& args)
      : args_(args),
        pieces_(std::max<int64_t>(1, divide_up(args.length, kNormPart))),
        runs_(pieces_ > 1 ? 1 : std::max<int64_t>(1, kNormPart / std::max<int64_t>(1, args.length))),
        of_group_(std::max<int64_t>(1, divide_up(args.segments, runs_) * pieces_)) {}

  int64_t pieces() const { return pieces_; }  // of a run
  int64_t of_group() const { return of_group_; }
  int64_t count() const { return args_.groups * of_group_; }

  struct Part {
    int64_t group, run;  // its first
    int64_t at, column;  // its place, and that in the run
    NormRuns runs;
    int64_t weight;  // the number of its first run's
  };

  // Divisions cost as much as a short group does: most groups are one part.
  Part operator[](int64_t i) const {
    const int64_t g = of_group_ == 1 ? i : i / of_group_, own = i - g * of_group_;
    const int64_t piece = own == 0 ? 0 : own % pieces_, run = own == 0 ? 0 : own / pieces_ * runs_,
                  column = piece * kNormPart;
    return {
        g,
        run,
        g * args_.group_stride + run * args_.segment_stride + column,
        column,
        {std::min(runs_, args_.segments - run), args_.segment_stride, std::min(kNormPart, args_.length - column)},
        weight_group(args_, g) * args_.affine_segments + (args_.affine_segments > 1 ? run % args_.affine_segments : 0)};
  }

  // From weight to weight, run by run.
  int64_t weight_step() const { return args_.affine_segments > 1 ? 1 : 0; }

  // Runs that follow each other closely are one.
  NormRuns joined(NormRuns runs) const {
    return runs.step == runs.length ? NormRuns{1, 0, runs.count * runs.length} : runs;
  }

  // Whether groups are many enough to give each to one thread, and small enough to be in its cache when they are read again.
  bool groups_are_tasks() const {
    const int64_t size = args_.segments * args_.length;
    return size * args_.groups < 2 * kGrain || (size <= 8 * kNormPart && args_.groups >= 4 * max_threads());
  }

  // f(part), or f(group)
  template <class F>
  void for_each(F&& f) const {
    for_each_task(count(), args_.segments * args_.length / of_group_, [&](int64_t i) { f((*this)[i], i); });
  }
  template <class F>
  void for_each_group(F&& f) const {
    for_each_task(args_.groups, args_.segments * args_.length, f);
  }

 private:
  const NormArgs& args_;
  int64_t pieces_, runs_, of_group_;
};

// Offset in elements.
template <class T>
const T* at(const void* data, int64_t i) {
  return data ? static_cast<const T*>(data) + i : nullptr;
}
template <class T>
T* at(void* data, int64_t i) {
  return data ? static_cast<T*>(data) + i : nullptr;
}

}  // namespace nt::cpu
