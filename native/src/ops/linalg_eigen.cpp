// Eigenvalues of symmetric matrices, singular values, and what rests on them: pseudo-inverse and rank.
#include <limits>

#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

constexpr const char* kNoConvergence = "the algorithm did not converge; what is off is";

// 1 / (x_j - x_i) off the diagonal, 0 in it; x holds one row for each matrix.
Tensor inverse_gaps(const Tensor& x) {
  const Tensor gaps = unsqueeze(x, -2) - unsqueeze(x, -1);
  const Tensor one = eye(x.sizes().back(), x.sizes().back(), x.dtype());
  return (1 - one) / (gaps + one);
}

// V (diag(gL) + skew(V^T gV) / (L_j - L_i)) V^T: A is symmetric, and so is its gradient.
Tensor eigh_gradient(const Tensor& gl, const Tensor& gv, const Tensor& l, const Tensor& v) {
  Tensor middle;
  if (gv.defined()) {
    const Tensor turn = matmul(mT(v), gv);
    middle = (turn - mT(turn)) * 0.5 * inverse_gaps(l);
  }
  if (gl.defined()) middle = middle.defined() ? middle + diagonal_matrix(gl) : diagonal_matrix(gl);
  return matmul(v, matmul(middle, mT(v)));
}

// U ((F o (U^T gU - gU^T U)) S + S (F o (V^T gV - gV^T V)) + diag(gS)) V^T with F = 1 / (s_j^2 - s_i^2), and what gU and gV
// hold outside the spans of U and V.
Tensor svd_gradient(const Tensor& gu, const Tensor& gs, const Tensor& gvh, const Tensor& u, const Tensor& s,
                    const Tensor& vh) {
  const int64_t m = rows(u), n = columns(vh), k = s.sizes().back();
  const Tensor scale_columns = unsqueeze(s, -2), scale_rows = unsqueeze(s, -1);
  Tensor middle;
  auto add = [](Tensor& sum, const Tensor& term) { sum = sum.defined() ? sum + term : term; };
  if (gu.defined() || gvh.defined()) {
    const Tensor f = inverse_gaps(s * s);
    auto skew = [](const Tensor& x) { return x - mT(x); };
    if (gu.defined()) add(middle, skew(matmul(mT(u), gu)) * f * scale_columns);
    if (gvh.defined()) add(middle, scale_rows * (skew(matmul(vh, mT(gvh))) * f));
  }
  if (gs.defined()) add(middle, diagonal_matrix(gs));
  Tensor ga = matmul(u, matmul(middle, vh));
  if (m > k && gu.defined()) {
    const Tensor scaled = gu / scale_columns;
    ga = ga + matmul(scaled - matmul(u, matmul(mT(u), scaled)), vh);
  }
  if (n > k && gvh.defined()) {
    const Tensor scaled = gvh / scale_rows;
    ga = ga + matmul(u, scaled - matmul(matmul(scaled, mT(vh)), vh));
  }
  return ga;
}

// Singular vectors of matrices without elements.
void set_identity(Tensor& t) {
  if (t.numel() > 0) copy_(t, expand_batch(eye(rows(t), columns(t), t.dtype()), batch_of(t)));
}

Three decompose(const Tensor& self, lapack::Vectors vectors) {
  check_finite("linalg.svd", self);
  const Dims batch = batch_of(self);
  const int64_t m = rows(self), n = columns(self), k = std::min(m, n);
  const bool full = vectors == lapack::Vectors::full, none = vectors == lapack::Vectors::none;
  Tensor s = Tensor::empty(with(batch, k), self.dtype());
  Tensor u = none ? Tensor{} : empty_columns(batch, m, full ? m : k, self.dtype());
  Tensor vh = none ? Tensor{} : empty_columns(batch, full ? n : k, n, self.dtype());
  if (self.numel() == 0) {
    if (!none) {
      set_identity(u);
      set_identity(vh);
    }
    return {u, s, vh};
  }
  const Tensor a = copy_columns(self);
  each_matrix(a, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    T unused = 0;
    const Int info =
        lapack::gesdd(vectors, irows(a), icolumns(a), matrix<T>(a, i), vector<T>(s, i),
                      none ? &unused : matrix<T>(u, i), static_cast<Int>(m), none ? &unused : matrix<T>(vh, i),
                      static_cast<Int>(none   ? 1
                                       : full ? n
                                              : k));
    NT_CHECK(info == 0, Code::linalg, "[linalg.svd] matrix ", i, ": ", kNoConvergence, " ", info);
  });
  return {u, s, vh};
}

Pair decompose_symmetric(const Tensor& self, bool upper, bool vectors) {
  check_finite("linalg.eigh", self);
  Tensor v = copy_columns(self);
  Tensor l = Tensor::empty(batch_of(self, 1), self.dtype());
  if (self.numel() == 0) return {l, v};
  each_matrix(v, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    const Int info = lapack::syevd(vectors, upper, irows(v), matrix<T>(v, i), vector<T>(l, i));
    NT_CHECK(info == 0, Code::linalg, "[linalg.eigh] matrix ", i, ": ", kNoConvergence, " ", info);
  });
  return {l, v};
}

// max(atol, rtol * largest) as a tensor over the batch; by default rtol is eps * max(m, n), unless atol is positive.
Tensor tolerance(const char* op, const Tensor& self, const Tensor& atol, const Tensor& rtol, const Tensor& largest) {
  for (const Tensor* given : {&atol, &rtol}) {
    if (!given->defined()) continue;
    NT_CHECK(is_floating(given->dtype()) || is_integral(given->dtype()), Code::dtype, "[", op, "] a tolerance is ",
             given->dtype());
  }
  const double eps =
      self.dtype() == Dtype::float32 ? std::numeric_limits<float>::epsilon() : std::numeric_limits<double>::epsilon();
  const Tensor standard = full({}, eps * static_cast<double>(std::max(rows(self), columns(self))), self.dtype());
  const Tensor absolute = atol.defined() ? detach(atol) : zeros({}, self.dtype());
  Tensor relative = rtol.defined() ? detach(rtol) : standard;
  if (atol.defined() && !rtol.defined()) relative = where(absolute > Scalar(0), zeros({}, self.dtype()), standard);
  const Dtype dtype = self.dtype();
  return maximum(to(absolute, dtype), to(relative, dtype) * largest);
}

Tensor pseudo_inverse(const Tensor& a, const Tensor& atol, const Tensor& rtol, bool hermitian) {
  constexpr const char* op = "linalg.pinv";
  GradMode off(false);
  const Tensor zero = scalar_tensor(0.0);
  auto inverted = [&](const Tensor& values, const Tensor& magnitudes) {
    const Tensor largest = amax(magnitudes, {-1}, true);
    auto column = [](const Tensor& t) { return t.defined() && t.dim() > 0 ? unsqueeze(t, -1) : t; };
    const Tensor bound = tolerance(op, a, column(atol), column(rtol), largest);
    return unsqueeze(where(magnitudes > bound, reciprocal(values), zero), -2);
  };
  if (hermitian) {
    const Pair lv = decompose_symmetric(a, false, true);
    return matmul(lv.second * inverted(lv.first, abs(lv.first)), mT(lv.second));
  }
  const Three usv = decompose(a, lapack::Vectors::thin);
  return matmul(mT(usv[2]) * inverted(usv[1], usv[1]), mT(usv[0]));
}

}  // namespace

// dP = -P dA P + P P^T dA^T (1 - A P) + (1 - P A) dA^T P^T P
Tensor linalg::pinv_gradient(const Tensor& g, const Tensor& p, const Tensor& a) {
  const Tensor pt = mT(p), gt = mT(g);
  const Tensor first = matmul(gt, matmul(p, pt)), last = matmul(matmul(pt, p), gt);
  return first - matmul(a, matmul(p, first)) + last - matmul(matmul(last, p), a) - matmul(pt, matmul(g, pt));
}

Pair linalg_eigh(const Tensor& self, bool upper) {
  check_square("linalg.eigh", self);
  Pair lv = decompose_symmetric(self, upper, true);
  record_all("LinalgEighBackward0", {&lv.first, &lv.second}, {&self}, {&lv.first, &lv.second}, [](Backward& b) {
    if (b.grad(0).defined() || b.grad(1).defined()) b[0] = eigh_gradient(b.grad(0), b.grad(1), b.saved(0), b.saved(1));
  });
  return lv;
}

Tensor linalg_eigvalsh(const Tensor& self, bool upper) {
  check_square("linalg.eigvalsh", self);
  if (any_needs_grad({&self})) return linalg_eigh(self, upper).first;
  return decompose_symmetric(self, upper, false).first;
}

Three linalg_svd(const Tensor& self, bool full_matrices) {
  check_matrix("linalg.svd", self);
  Three usv = decompose(self, full_matrices ? lapack::Vectors::full : lapack::Vectors::thin);
  const int64_t k = std::min(rows(self), columns(self));
  record_all("LinalgSvdBackward0", {&usv[0], &usv[1], &usv[2]}, {&self}, {&usv[0], &usv[1], &usv[2]}, [k](Backward& b) {
    auto thin = [k](const Tensor& t, int64_t dim) {
      return t.defined() && t.size(t.dim() + static_cast<int>(dim)) > k ? narrow(t, dim, 0, k) : t;
    };
    if (!b.grad(0).defined() && !b.grad(1).defined() && !b.grad(2).defined()) return;
    b[0] = svd_gradient(thin(b.grad(0), -1), b.grad(1), thin(b.grad(2), -2), thin(b.saved(0), -1), b.saved(1),
                        thin(b.saved(2), -2));
  });
  return usv;
}

Three svd(const Tensor& self, bool some, bool compute_uv) {
  if (compute_uv) {
    const Three usv = linalg_svd(self, !some);
    return {usv[0], usv[1], mT(usv[2])};
  }
  const Tensor s = linalg_svdvals(self);
  const Dims batch = batch_of(self);
  return {zeros(with(batch, rows(self), rows(self)), self.dtype()), s,
          zeros(with(batch, columns(self), columns(self)), self.dtype())};
}

Tensor linalg_svdvals(const Tensor& self) {
  check_matrix("linalg.svdvals", self);
  if (any_needs_grad({&self})) return linalg_svd(self, false)[1];
  return decompose(self, lapack::Vectors::none)[1];
}

Tensor linalg_pinv(const Tensor& self, const Tensor& atol, const Tensor& rtol, bool hermitian) {
  constexpr const char* op = "linalg.pinv";
  hermitian ? check_square(op, self) : check_matrix(op, self);
  Tensor out = self.numel() == 0 ? Tensor::empty(with(batch_of(self), columns(self), rows(self)), self.dtype())
                                 : pseudo_inverse(detach(self), atol, rtol, hermitian);
  if (out.numel() == 0) out = zeros(out.sizes(), out.dtype());
  record("LinalgPinvBackward0", out, {&self}, {&self, &out},
         [](Backward& b) { b[0] = pinv_gradient(b.grad(), b.saved(1), b.saved(0)); });
  return out;
}

Tensor linalg_matrix_rank(const Tensor& self, const Tensor& atol, const Tensor& rtol, bool hermitian) {
  constexpr const char* op = "linalg.matrix_rank";
  hermitian ? check_square(op, self) : check_matrix(op, self);
  GradMode off(false);
  if (self.numel() == 0) return zeros(batch_of(self), Dtype::int64);
  const Tensor a = detach(self);
  const Tensor values = hermitian ? abs(linalg_eigvalsh(a, false)) : linalg_svdvals(a);
  const Tensor bound = tolerance(op, a, atol, rtol, amax(values, {-1}));
  return sum(to(values > unsqueeze(bound, -1), Dtype::int64), {-1});
}

}  // namespace nt
