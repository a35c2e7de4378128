#include "autograd/function.h"
#include "capi/callback.h"

using namespace nt;
using namespace nt::capi;

static Node& node(const nt_node* handle) {
  check_pointer(handle, "node");
  return *reinterpret_cast<Node*>(const_cast<nt_node*>(handle));
}

static nt_node* give_node(Ref<Node>&& ref) { return reinterpret_cast<nt_node*>(ref.release()); }

// The index-th of `count` things, or an error.
static size_t at(const Node& node, const char* what, int32_t index, size_t count) {
  NT_CHECK(index >= 0 && static_cast<size_t>(index) < count, Code::index, "[", node.name(), "] ", what, " ", index,
           " is out of range: there are ", count);
  return static_cast<size_t>(index);
}

nt_status nt_tensor_grad_fn(const nt_tensor* self, nt_node** out) {
  return boundary([&] {
    const In in(self);
    check_pointer(out, "out");
    *out = give_node(grad_fn_of(*in));
  });
}

nt_status nt_node_name(const nt_node* self, const char** out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = node(self).name();
  });
}

nt_status nt_node_edge_count(const nt_node* self, int32_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = static_cast<int32_t>(node(self).edges.size());
  });
}

nt_status nt_node_edge(const nt_node* self, int32_t index, nt_node** out, int32_t* output_nr) {
  return boundary([&] {
    const Node& from = node(self);
    check_pointer(out, "node");
    check_pointer(output_nr, "output_nr");
    NT_CHECK(index >= 0 && index < static_cast<int32_t>(from.edges.size()), Code::index, "[next_functions] index ",
             index, " is out of range for ", from.edges.size(), " edges of ", from.name());
    const Edge& edge = from.edges[static_cast<size_t>(index)];
    *output_nr = edge.output_nr;
    *out = give_node(Ref<Node>(edge.node));
  });
}

nt_status nt_node_variable(const nt_node* self, nt_tensor** out) {
  return boundary([&] { give(out, Tensor{Ref<TensorImpl>::share(node(self).variable())}); });
}

nt_status nt_node_equals(const nt_node* self, const nt_node* other, uint8_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = &node(self) == &node(other);
  });
}

nt_status nt_node_output_count(const nt_node* self, int32_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = static_cast<int32_t>(node(self).outputs.size());
  });
}

nt_status nt_node_output(const nt_node* self, int32_t index, int32_t* dtype, int32_t* dim, int64_t* sizes,
                         int32_t capacity) {
  return boundary([&] {
    const Node& from = node(self);
    check_pointer(dtype, "dtype");
    check_pointer(dim, "dim");
    const OutputMeta& meta = from.outputs[at(from, "output", index, from.outputs.size())];
    *dtype = static_cast<int32_t>(meta.dtype);
    *dim = meta.sizes.size();
    write_dims(meta.sizes, sizes, capacity);
  });
}

nt_status nt_node_saved_count(const nt_node* self, int32_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = static_cast<int32_t>(node(self).saved().size());
  });
}

nt_status nt_node_saved(const nt_node* self, int32_t index, nt_tensor** out) {
  return boundary([&] {
    Node& from = node(self);
    const NodeLock lock(from, true);
    const std::span<Saved> saved = from.saved();
    const GradMode in_graph(true);
    give(out, saved[at(from, "saved tensor", index, saved.size())].get(from));
  });
}

nt_status nt_node_saved_bytes(const nt_node* self, int64_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = 0;
    const NodeLock lock(node(self), true);
    for (const Saved& saved : node(self).saved()) *out += saved.bytes();
  });
}

nt_status nt_node_called_from(const nt_node* self, const char** out) {
  return boundary([&] {
    check_pointer(out, "out");
    const NodeExtras* extras = node(self).extras();
    *out = extras ? extras->called_from().c_str() : "";
  });
}

nt_status nt_node_add_hook(nt_node* self, int32_t kind, nt_callback hook, void* state, nt_free free, int64_t* id) {
  return boundary([&] {
    Ref<Callback> call = callback(hook, state, free);
    Node& to = node(self);
    check_pointer(id, "id");
    NT_CHECK(kind == NT_HOOK_BEFORE || kind == NT_HOOK_AFTER, Code::argument, "[argument] ", kind,
             " is no kind of hook");
    *id = to.make_extras().add(kind == NT_HOOK_BEFORE ? HookKind::before : HookKind::after, 0, std::move(call));
  });
}

// A hook on the node that gets a tensor's gradient; `check` refuses one that can have none.
template <class Check>
static nt_status add_tensor_hook(HookKind kind, const nt_tensor* self, nt_callback hook, void* state, nt_free free,
                                 nt_node** out, int64_t* id, Check check) {
  return boundary([&] {
    Ref<Callback> call = callback(hook, state, free);
    const In in(self);
    check_pointer(out, "node");
    check_pointer(id, "id");
    Edge edge = gradient_edge(*in);
    check(*in, edge);
    *id = edge.node->make_extras().add(kind, edge.output_nr, std::move(call));
    *out = give_node(std::move(edge.node));
  });
}

nt_status nt_tensor_add_hook(const nt_tensor* self, nt_callback hook, void* state, nt_free free, nt_node** node,
                             int64_t* id) {
  return add_tensor_hook(HookKind::gradient, self, hook, state, free, node, id, [](const Tensor& t, const Edge& edge) {
    NT_CHECK(edge.node, Code::autograd, "[register_hook] a tensor of sizes ", t.sizes(),
             " that does not require grad gets no gradient to call a hook with");
  });
}

nt_status nt_tensor_add_accumulated_hook(const nt_tensor* self, nt_callback hook, void* state, nt_free free,
                                         nt_node** node, int64_t* id) {
  return add_tensor_hook(HookKind::accumulated, self, hook, state, free, node, id,
                         [](const Tensor& t, const Edge& edge) {
                           NT_CHECK(edge.node && edge.node->variable(), Code::autograd,
                                    "[register_post_accumulate_grad_hook] a tensor of sizes ", t.sizes(),
                                    " is no leaf that requires grad: nothing is accumulated into it");
                         });
}

nt_status nt_node_remove_hook(nt_node* self, int64_t id) {
  return boundary([&] {
    if (NodeExtras* extras = node(self).extras()) extras->remove(id);
  });
}

nt_status nt_autograd_function(const char* name, nt_callback backward, void* state, nt_free free,
                               nt_tensor* const* inputs, int32_t input_count, nt_tensor* const* outputs,
                               int32_t output_count, const int32_t* kinds, nt_tensor* const* saved, int32_t saved_count,
                               uint8_t materialize, nt_node** out) {
  return boundary([&] {
    Ref<Callback> derivative = callback(backward, state, free);
    check_pointer(name, "name");
    check_pointer(out, "out");
    FunctionCall call{name, list(inputs, input_count),      list(outputs, output_count),
                      {},   list(saved, saved_count, true), materialize != 0};
    if (output_count > 0) check_pointer(kinds, "kinds");
    for (int32_t i = 0; i < output_count; ++i) {
      NT_CHECK(kinds[i] >= NT_OUTPUT_NEW && kinds[i] <= NT_OUTPUT_DIRTY, Code::argument, "[argument] ", kinds[i],
               " is no kind of output");
      call.kinds.push_back(static_cast<FunctionOutput>(kinds[i]));
    }
    check(call);
    *out = give_node(record_function(call, std::move(derivative)));
  });
}

void nt_node_release(nt_node* self) {
  if (self) Ref<Node>::adopt(reinterpret_cast<Node*>(self));
}
