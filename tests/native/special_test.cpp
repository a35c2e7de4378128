// Special functions: values against 40 digits of mpmath, and derivatives against differences.
#include "ops/special.h"

#include "ops/difference.h"
#include "ops/number.h"
#include "ops/scan.h"
#include "ops/ternary.h"
#include "ops/table.h"
#include "support.h"

namespace nt::test {
namespace {

struct Value {
  std::vector<double> at;
  double exact;
};
struct Function {
  const char* name;
  Tensor (*op)(const Tensor& a, const Tensor& b);
  std::vector<Value> values;
};

const std::vector<Function>& functions() {
  static const std::vector<Function> all = {
      {"digamma",
       [](const Tensor& a, const Tensor&) { return digamma(a); },
       {{{0.001}, -1000.57557193181028}, {{0.3}, -3.50252422220013312}, {{1.5}, 0.0364899739785765206},
        {{2.25}, 0.572546466623734592}, {{9.9}, 2.24118031660638144}, {{10.0}, 2.25175258906672111},
        {{37.5}, 3.61094834459633841}, {{1000000.0}, 13.8155100579641908}, {{-0.3}, 2.11330977963539887},
        {{-1.7}, -1.48571749951105671}, {{-20.25}, 6.17423563361448377}}},
      {"lgamma",
       [](const Tensor& a, const Tensor&) { return lgamma(a); },
       {{{0.001}, 6.90717888538385366}, {{0.4}, 0.79667781770178371}, {{3.7}, 1.42807232666538813},
        {{25.5}, 56.3891676437199467}, {{170.25}, 702.720661677680465}, {{-0.5}, 1.2655121234846454},
        {{-3.3}, -0.82435580501742646}}},
      {"i0",
       [](const Tensor& a, const Tensor&) { return i0(a); },
       {{{1e-08}, 1.00000000000000002}, {{0.3}, 1.02262687935159699}, {{4.0}, 11.3019219521363305},
        {{7.99}, 423.584203674673686}, {{8.01}, 431.5817860520924}, {{30.0}, 781672297823.97749},
        {{700.0}, 1.52959334767187374e+302}, {{-2.5}, 3.28983914405012304}}},
      {"special_i1",
       [](const Tensor& a, const Tensor&) { return special_i1(a); },
       {{{1e-08}, 5.00000000000000017e-9}, {{0.3}, 0.151693840003592775}, {{4.0}, 9.75946515370444991},
        {{7.99}, 396.115226207401271}, {{8.01}, 403.666939997704123}, {{30.0}, 768532038938.956999},
        {{700.0}, 1.52850039023390069e+302}, {{-2.5}, -2.51671624528869844}}},
      {"special_i0e",
       [](const Tensor& a, const Tensor&) { return special_i0e(a); },
       {{{1e-08}, 0.999999990000000075}, {{0.3}, 0.757580625182547858}, {{4.0}, 0.207001921223986698},
        {{7.99}, 0.143524765379334847}, {{8.01}, 0.14333897941113851}, {{30.0}, 0.0731459464822372939},
        {{700.0}, 0.0150812956515313576}, {{-2.5}, 0.27004644161220274}}},
      {"special_i1e",
       [](const Tensor& a, const Tensor&) { return special_i1e(a); },
       {{{1e-08}, 4.99999995000000042e-9}, {{0.3}, 0.112377560639838795}, {{4.0}, 0.178750839502435327},
        {{7.99}, 0.134217339578280993}, {{8.01}, 0.134067769009844831}, {{30.0}, 0.0719163305986475547},
        {{700.0}, 0.0150705194447168469}, {{-2.5}, -0.206584649531266554}}},
      {"special_erfcx",
       [](const Tensor& a, const Tensor&) { return special_erfcx(a); },
       {{{0.0}, 1.0}, {{1e-05}, 0.999988716308328293}, {{0.7}, 0.525930337349440958},
        {{5.0}, 0.110704637733068626}, {{24.9}, 0.0226399877760495063}, {{25.1}, 0.0224598758175813882},
        {{10000.0}, 0.0000564189580726808412}, {{-1.0}, 5.00898008076228347}, {{-5.5}, 27443409954929.7097},
        {{-26.0}, 7.65772493149056835e+293}}},
      {"erfinv",
       [](const Tensor& a, const Tensor&) { return erfinv(a); },
       {{{1e-10}, 8.86226925452758046e-11}, {{0.3}, 0.272462714726754345}, {{0.5}, 0.476936276204469873},
        {{0.51}, 0.488122050515958822}, {{0.9}, 1.16308715367667416}, {{0.999999}, 3.45891073727549878},
        {{-0.75}, -0.813419847597618542}}},
      {"special_ndtri",
       [](const Tensor& a, const Tensor&) { return special_ndtri(a); },
       {{{1e-300}, -37.0470962993611992}, {{1e-20}, -9.26234008979840758}, {{0.001}, -3.09023230616781354},
        {{0.1}, -1.28155156554460044}, {{0.3}, -0.524400512708040816}, {{0.49}, -0.025068908258711058},
        {{0.75}, 0.674489750196081743}, {{0.999}, 3.09023230616781328}}},
      {"special_log_ndtr",
       [](const Tensor& a, const Tensor&) { return special_log_ndtr(a); },
       {{{-100.0}, -5005.52420869420509}, {{-37.5}, -707.668989317507191}, {{-5.0}, -15.0649983939887257},
        {{-1.1}, -1.99755884698629708}, {{-0.9}, -1.6924928065613382}, {{0.5}, -0.368946415288656393},
        {{4.0}, -0.0000316717433774892639}, {{9.0}, -1.12858840595384065e-19}}},
      {"special_entr",
       [](const Tensor& a, const Tensor&) { return special_entr(a); },
       {{{0.3}, 0.361191841297780796}, {{2.5}, -2.29072682968538766}}},
      {"igamma",
       [](const Tensor& a, const Tensor& b) { return igamma(a, b); },
       {{{0.5, 0.1}, 0.34527915398142298}, {{0.1, 1.05}, 0.977717775131557718},
        {{1e-05, 0.5}, 0.999994402234714577}, {{2.0, 1.0}, 0.264241117657115357},
        {{3.0, 8.0}, 0.986246032255997015}, {{10.0, 10.0}, 0.542070285528147792},
        {{50.0, 40.0}, 0.0703350666593949544}, {{200.0, 230.0}, 0.979668856671163765},
        {{1000.0, 1000.0}, 0.504205244180215509}, {{100000.0, 100100.0}, 0.624445130704405495},
        {{5.0, 0.01}, 8.26418564180649862e-13}, {{0.3, 20.0}, 0.999999999918115547}}},
      {"igammac",
       [](const Tensor& a, const Tensor& b) { return igammac(a, b); },
       {{{0.5, 0.1}, 0.65472084601857702}, {{0.1, 1.05}, 0.0222822248684422823},
        {{1e-05, 0.5}, 5.59776528542266021e-6}, {{2.0, 1.0}, 0.735758882342884643},
        {{3.0, 8.0}, 0.0137539677440029854}, {{10.0, 10.0}, 0.457929714471852208},
        {{50.0, 40.0}, 0.929664933340605046}, {{200.0, 230.0}, 0.0203311433288362347},
        {{1000.0, 1000.0}, 0.495794755819784491}, {{100000.0, 100100.0}, 0.375554869295594505},
        {{5.0, 0.01}, 0.999999999999173581}, {{0.3, 20.0}, 8.18844528921026966e-11}}},
      {"special_zeta",
       [](const Tensor& a, const Tensor& b) { return special_zeta(a, b); },
       {{{1.1, 0.5}, 12.1038134956837464}, {{2.0, 1.0}, 1.64493406684822644}, {{2.0, 0.001}, 1000001.64253319583},
        {{3.5, 12.25}, 0.000842990961649791329}, {{20.0, 0.3}, 28679719907.9296962},
        {{50.0, 1.0}, 1.00000000000000089}, {{4.0, -2.5}, 32.4579793698646037}}},
      {"logaddexp",
       [](const Tensor& a, const Tensor& b) { return logaddexp(a, b); },
       {{{0.0, 0.0}, 0.693147180559945309}, {{3.0, -5.0}, 3.00033540637289577},
        {{800.0, 801.0}, 801.313261687518223}}},
      {"logaddexp2",
       [](const Tensor& a, const Tensor& b) { return logaddexp2(a, b); },
       {{{0.0, 0.0}, 1.0}, {{3.0, -5.0}, 3.00562454919387811}, {{800.0, 801.0}, 801.584962500721156}}},
  };
  return all;
}

TEST(Special, ValuesAreRightToTwelveDigits) {
  for (const Function& f : functions()) {
    for (const Value& v : f.values) {
      const Tensor a = tensor({v.at[0]}), b = tensor({v.at.back()});
      const double got = values(f.op(a, b))[0];
      EXPECT_NEAR(got, v.exact, 2e-12 * std::fabs(v.exact) + 1e-300) << f.name << "(" << v.at[0] << ", " << v.at.back() << ")";
    }
  }
}

TEST(Special, DerivativesMatchDifferences) {
  const Tensor x = tensor({0.21, 0.37, 0.52, 0.68, 0.83}), y = tensor({1.3, 0.7, 2.2, 0.9, 1.6});
  const std::vector<std::function<Tensor(const Tensor&)>> ops = {
      [](auto& t) { return lgamma(t); },           [](auto& t) { return digamma(t); },
      [](auto& t) { return polygamma(t, 2); },     [](auto& t) { return erfinv(t); },
      [](auto& t) { return i0(t); },               [](auto& t) { return special_i0e(t); },
      [](auto& t) { return special_i1(t); },       [](auto& t) { return special_i1e(t); },
      [](auto& t) { return special_erfcx(t); },    [](auto& t) { return special_ndtri(t); },
      [](auto& t) { return special_log_ndtr(t); }, [](auto& t) { return special_ndtr(t); },
      [](auto& t) { return special_entr(t); },     [](auto& t) { return sinc(t); },
      [](auto& t) { return logit(t, nullptr); },   [](auto& t) { return mish(t); },
      [](auto& t) { return selu(-t); },            [](auto& t) { return celu(-t, 1.5); },
      [](auto& t) { return hardswish(t); },        [](auto& t) { return tanhshrink(t); },
      [](auto& t) { return cumsum(t * t, 0); },    [](auto& t) { return cumprod(t, 0); },
      [](auto& t) { return logcumsumexp(t, 0); },  [](auto& t) { return cummax(t * t, 0).first; },
      [](auto& t) { return diff(t * t, 2, 0, {}, {}); }, [](auto& t) { return frexp(t).first; }};
  for (size_t i = 0; i < ops.size(); ++i) {
    SCOPED_TRACE(i);
    check_gradient([&](const std::vector<Tensor>& in) { return ops[i](in[0]); }, {x});
  }
  using Binary = std::function<Tensor(const Tensor&, const Tensor&)>;
  const std::vector<Binary> pairs = {
      [](auto& a, auto& b) { return logaddexp(a, b); }, [](auto& a, auto& b) { return logaddexp2(a, b); },
      [](auto& a, auto& b) { return xlogy(a, b); },     [](auto& a, auto& b) { return special_xlog1py(a, b); },
      [](auto& a, auto& b) { return hypot(a, b); },     [](auto& a, auto& b) { return copysign(a, -b); },
      [](auto& a, auto& b) { return fmax(a, b); },      [](auto& a, auto& b) { return clamp_max(b, a); },
      [](auto& a, auto& b) { return lerp(a, b, a * b); }, [](auto& a, auto& b) { return addcmul(a, b, a, 0.5); },
      [](auto& a, auto& b) { return addcdiv(a, b, a, 0.5); }, [](auto& a, auto& b) { return rsub(a, b, 2.0); }};
  for (size_t i = 0; i < pairs.size(); ++i) {
    SCOPED_TRACE(i);
    check_gradient([&](const std::vector<Tensor>& in) { return pairs[i](in[0], in[1]); }, {x, y});
  }
}

// The derivative of a product with zeros in it has two formulas: one for its value, one that has derivatives itself.
TEST(Scan, ProductsWithZerosHaveTheirGradient) {
  for (const std::vector<double>& x : {std::vector<double>{2, 0, 3, 4}, {0, 2, 0, 3}, {0, 0, 1, 2}, {1, 2, 3, 0}}) {
    check_gradient([](const std::vector<Tensor>& in) { return cumprod(in[0], 0); }, {tensor(x)});
  }
}

TEST(Special, WhatHasNoDerivativeSaysSo) {
  const Tensor x = leaf(tensor({1.5})), y = tensor({2.0});
  EXPECT_EQ(error_code([&] { backward({sum(igamma(x, y))}, {}, {}, {}); }), static_cast<int>(Code::autograd));
}

}  // namespace
}  // namespace nt::test
