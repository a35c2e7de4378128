#include "json.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace nt::bench {
namespace {

class Parser {
 public:
  explicit Parser(const std::string& text) : at_(text.data()), end_(text.data() + text.size()) {}

  Object object() {
    Object result;
    expect('{');
    if (take('}')) return result;
    do {
      std::string name = string();
      expect(':');
      result[std::move(name)] = value();
    } while (take(','));
    expect('}');
    return result;
  }

 private:
  Value value() {
    switch (peek()) {
      case '{':
        return {object()};
      case '[':
        return {list()};
      case '"':
        return {string()};
      case 't':
        return word("true"), Value{true};
      case 'f':
        return word("false"), Value{false};
      case 'n':
        return word("null"), Value{};
      default:
        return {number()};
    }
  }

  std::vector<int64_t> list() {
    std::vector<int64_t> result;
    expect('[');
    if (take(']')) return result;
    do {
      result.push_back(static_cast<int64_t>(number()));
    } while (take(','));
    expect(']');
    return result;
  }

  // No operation and no input has a name that needs more than these two escapes.
  std::string string() {
    std::string result;
    expect('"');
    for (; at_ < end_ && *at_ != '"'; ++at_) {
      if (*at_ == '\\' && ++at_ == end_) break;
      result += *at_;
    }
    expect('"');
    return result;
  }

  double number() {
    peek();
    double result = 0;
    const auto [after, error] = std::from_chars(at_, end_, result);
    if (error != std::errc()) wrong();
    at_ = after;
    return result;
  }

  void word(const char* letters) {
    for (; *letters; ++letters) expect(*letters);
  }
  char peek() {
    while (at_ < end_ && std::isspace(static_cast<unsigned char>(*at_))) ++at_;
    return at_ < end_ ? *at_ : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) wrong();
  }
  [[noreturn]] void wrong() const { throw std::runtime_error("no JSON at: " + std::string(at_, end_)); }

  const char *at_, *end_;
};

template <class T>
T get(const Object& object, const std::string& name, T otherwise) {
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  const T* value = std::get_if<T>(&found->second.data);
  return value ? *value : otherwise;
}

}  // namespace

Object parse(const std::string& text) { return Parser(text).object(); }
double number(const Object& object, const std::string& name, double otherwise) { return get(object, name, otherwise); }
std::string text(const Object& object, const std::string& name) { return get(object, name, std::string()); }
bool flag(const Object& object, const std::string& name) { return get(object, name, false); }
Object object(const Object& object, const std::string& name) { return get(object, name, Object()); }

std::string to_json(double value) {
  if (std::isnan(value)) return "\"NaN\"";
  if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  char digits[32];
  return std::string(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

std::string to_json(const std::string& value) {
  std::string result = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') result += '\\';
    result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return result + '"';
}

}  // namespace nt::bench
