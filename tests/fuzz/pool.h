// The live handles that calls draw from, and that their results come back to.
#pragma once

#include <array>
#include <vector>

#include "nativetorch/nativetorch.h"
#include "random.h"

class Pool {
 public:
  explicit Pool(Random& random);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  nt_tensor* tensor();
  nt_tensor* differentiable();  // with a gradient and one element, if a few tries find one
  nt_node* node();  // NULL where there is none yet
  nt_generator* generator();

  // Takes the handle over; what is too large to compute with is released at once.
  void keep(nt_tensor* tensor);
  void keep(nt_node* node);
  void keep(nt_generator* generator);

  // Whether a tensor of truth values holds a byte that is neither 0 nor 1.
  bool has_half_truths() const;

  // Replaces some of the tensors by new ones, so that graphs and failures do not pile up.
  void refresh();

 private:
  nt_tensor* make();
  nt_tensor* view_of(nt_tensor* base);
  static bool small(const nt_tensor* tensor);

  Random& random_;
  std::array<nt_tensor*, 40> tensors_{};
  std::array<nt_node*, 8> nodes_{};
  std::array<nt_generator*, 2> generators_{};
};
