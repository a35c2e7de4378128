// The little JSON that the protocol needs: requests are objects of numbers, texts, flags, lists of whole numbers, and one object.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace nt::bench {

struct Value;
using Object = std::map<std::string, Value>;
struct Value {
  std::variant<std::monostate, bool, double, std::string, std::vector<int64_t>, Object> data;
};

// Throws std::runtime_error where the text is something else.
Object parse(const std::string& text);

// The values of an object, with what stands for a missing one.
double number(const Object& object, const std::string& name, double otherwise = 0);
std::string text(const Object& object, const std::string& name);
bool flag(const Object& object, const std::string& name);
Object object(const Object& object, const std::string& name);

// Numbers with all their digits; NaN and infinities as .NET reads them, and a quoted string.
std::string to_json(double value);
std::string to_json(const std::string& value);

}  // namespace nt::bench
