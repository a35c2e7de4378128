#include "table.h"

#include <tuple>

#include "kinds.h"

namespace {

using namespace kinds;

template <class... Kinds, class F>
void call(Context& c, const char* name, F function) {
  c.begin(name);
  std::tuple<Kinds...> arguments{Kinds(c)...};  // braces: made from left to right, as a count follows its list
  c.text += ")";
  nt_status status = std::apply([&](auto&... argument) { return function(argument...); }, arguments);
  c.finish(status);
  std::apply([&](auto&... argument) { (argument.done(c, status), ...); }, arguments);
}

}  // namespace

std::vector<Entry> table() {
  return {
#define NT_CALL(function, ...) {#function, [](Context& c) { call<__VA_ARGS__>(c, #function, function); }},
#define NT_BY_HAND(function) {#function, by_hand(#function)},
#include "Generated/calls.inc"
#undef NT_CALL
#undef NT_BY_HAND
  };
}
