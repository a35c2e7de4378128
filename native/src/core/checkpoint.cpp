#include "core/checkpoint.h"

namespace nt {
namespace {

constinit thread_local Checkpoint* innermost = nullptr;

}  // namespace

void dispose(Checkpoint* checkpoint) { delete checkpoint; }

class Checkpoint::Scope {
 public:
  explicit Scope(Checkpoint* checkpoint) : before_(std::exchange(innermost, checkpoint)) {}
  ~Scope() { innermost = before_; }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Checkpoint* before_;
};

Checkpoint* Checkpoint::current() { return innermost; }

Checkpoint::Checkpoint(Ref<Callback> forward, const std::vector<Tensor>& inputs) : forward_(std::move(forward)) {
  for (const Tensor& input : inputs) inputs_.emplace_back(input, nullptr);
}

void Checkpoint::run(Ref<Callback> forward, const std::vector<Tensor>& inputs) {
  const auto checkpoint = Ref<Checkpoint>::adopt(new Checkpoint(std::move(forward), inputs));
  const Scope scope(checkpoint.get());
  (*checkpoint->forward_)(inputs, {});
}

std::unique_ptr<Recomputed> Checkpoint::save(const Tensor& tensor) {
  if (!again_) {
    places_.push_back({tensor.sizes(), tensor.dtype(), {}, 0});
    return std::make_unique<Recomputed>(Ref<Checkpoint>::share(this), places_.size() - 1);
  }
  NT_CHECK(next_ < places_.size(), Code::autograd, "[checkpoint] the function saved ", places_.size(),
           " tensors for its gradients, and more when it ran again: it must compute the same each time");
  Place& place = places_[next_++];
  NT_CHECK(place.sizes == tensor.sizes() && place.dtype == tensor.dtype(), Code::autograd, "[checkpoint] tensor ",
           next_ - 1, " that the function saved was a ", place.dtype, " ", place.sizes, ", and a ", tensor.dtype(), " ",
           tensor.sizes(), " when it ran again: it must compute the same each time");
  place.value = tensor.alias();
  place.version = tensor.version();
  return nullptr;
}

Tensor Checkpoint::value(size_t place, const Node& by) {
  std::lock_guard lock(mutex_);
  if (!places_[place].value.defined()) run_again(by);
  const auto& [sizes, dtype, value, version] = places_[place];
  NT_CHECK(value.version() == version, Code::autograd, "[", by.name(), "] a ", dtype, " ", sizes,
           " tensor saved for the gradient was changed in place by ", value.storage().last_change(),
           " when the checkpointed function ran again");
  return value;
}

void Checkpoint::forget(size_t place) {
  std::lock_guard lock(mutex_);
  places_[place].value = {};
}

void Checkpoint::run_again(const Node& by) {
  NT_CHECK(!again_, Code::autograd, "[", by.name(), "] a checkpointed function asked for its own saved tensors");
  const GradMode on(true);
  std::vector<Tensor> inputs;
  for (const Saved& input : inputs_) inputs.push_back(input.get(by));
  again_ = true;
  next_ = 0;
  try {
    const Scope scope(this);
    (*forward_)(inputs, {});
    NT_CHECK(next_ == places_.size(), Code::autograd, "[checkpoint] the function saved ", places_.size(),
             " tensors for its gradients, and ", next_, " when it ran again: it must compute the same each time");
  } catch (...) {
    again_ = false;
    throw;
  }
  again_ = false;
}

}  // namespace nt
