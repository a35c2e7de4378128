// QR factors, and the products of Householder reflections that they are kept as.
#include "ops/linalg_parts.h"

namespace nt {

using namespace linalg;

namespace {

// The v of reflection i, 1 - tau v v^T: column i of the factored matrix below its diagonal, and 1 in the diagonal.
Tensor reflector(const Tensor& factored, int64_t i) {
  const int64_t m = rows(factored);
  const Tensor column = narrow(lower_part(narrow(factored, -1, i, 1), -i - 1), -2, 0, m);
  const Tensor one = to(eq(arange(0, m, 1, Dtype::int64), scalar_tensor(i)), factored.dtype());
  return column + unsqueeze(one, -1);
}

// Gradients for what gives Q = H_1 ... H_k I[:, :n] from g, that of Q. W_i = H_i W_(i+1) with W_(k+1) the identity:
// dW_i = -dtau v (v^T W) - tau (dv v^T + v dv^T) W + H_i dW_(i+1).
struct HouseholderGradients {
  Tensor factored, tau;
};
HouseholderGradients householder_gradients(const Tensor& g, const Tensor& factored, const Tensor& tau) {
  const int64_t m = rows(factored), k = tau.sizes().back();
  auto scale = [&](int64_t i) { return unsqueeze(narrow(tau, -1, i, 1), -1); };
  auto reflect = [&](const Tensor& v, const Tensor& t, const Tensor& w) { return w - (t * v) * matmul(mT(v), w); };
  std::vector<Tensor> v, partial;  // partial[i] is what reflection i was applied to
  for (int64_t i = 0; i < k; ++i) v.push_back(reflector(factored, i));
  Tensor w = expand_batch(eye(m, columns(g), g.dtype(), g.device()), batch_of(g));
  partial.resize(static_cast<size_t>(k));
  for (int64_t i = k - 1; i >= 0; --i) {
    partial[static_cast<size_t>(i)] = w;
    w = reflect(v[static_cast<size_t>(i)], scale(i), w);
  }
  std::vector<Tensor> gv, gtau;
  Tensor gw = g;
  for (int64_t i = 0; i < k; ++i) {
    const Tensor &vi = v[static_cast<size_t>(i)], &wi = partial[static_cast<size_t>(i)];
    const Tensor wv = matmul(mT(wi), vi), gwv = matmul(mT(gw), vi);
    gtau.push_back(-sum(wv * gwv, {-2}));
    const Tensor both = matmul(gw, wv) + matmul(wi, gwv);
    gv.push_back(lower_part(-(scale(i) * both), -i - 1));
    gw = reflect(vi, scale(i), gw);
  }
  if (columns(factored) > k) gv.push_back(zeros(with(batch_of(factored), m, columns(factored) - k), g.dtype()));
  return {cat(gv, -1), cat(gtau, -1)};
}

void check_reflections(const char* op, const Tensor& self, const Tensor& tau) {
  check_matrix(op, self);
  check_same(op, self, tau);
  NT_CHECK(rows(self) >= columns(self), Code::shape, "[", op, "] ", self.sizes(), " has more columns than rows");
  NT_CHECK(tau.dim() == self.dim() - 1 && batch_of(tau, 1) == batch_of(self) && tau.sizes().back() <= columns(self),
           Code::shape, "[", op, "] tau ", tau.sizes(), " does not fit reflections ", self.sizes());
}

// The n columns of Q from the reflections in the first columns of `factored`.
Tensor build_q(const Tensor& factored, const Tensor& tau, int64_t n) {
  GradMode off(false);
  Tensor q = empty_columns(batch_of(factored), rows(factored), n, factored.dtype());
  if (q.numel() == 0) return q;
  fill_(q, 0);
  const int64_t given = std::min(n, columns(factored));
  Tensor head = narrow(q, -1, 0, given);
  copy_(head, narrow(detach(factored), -1, 0, given));
  const Tensor scales = plain(tau);
  const int64_t k = std::min(tau.sizes().back(), n);
  each_matrix(q, [&](auto zero, int64_t i) {
    using T = decltype(zero);
    lapack::orgqr(irows(q), icolumns(q), static_cast<Int>(k), matrix<T>(q, i),
                  scales.data<T>() + i * tau.sizes().back());
  });
  return q;
}

Pair factor(const Tensor& self) {
  Tensor a = copy_columns(self);
  Tensor tau = zeros(with(batch_of(self), std::min(rows(self), columns(self))), self.dtype());
  if (a.numel() > 0) {
    each_matrix(a, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      lapack::geqrf(irows(a), icolumns(a), matrix<T>(a, i), vector<T>(tau, i));
    });
  }
  return {a, tau};
}

// The gradient of A = Q R with a square R: with M = R gR^T - gQ^T Q, (gQ + Q sym(M)) R^-T, where sym mirrors M's lower
// triangle. Where A has more columns than rows, those beyond follow as R2 = Q^T A2.
Tensor qr_gradient(Tensor gq, Tensor gr, const Tensor& q, const Tensor& r, const Tensor& a) {
  const int64_t k = columns(q), beyond = columns(r) - k;
  Tensor r1 = r, g2;
  if (beyond > 0) {
    r1 = narrow(r, -1, 0, k);
    if (gr.defined()) {
      g2 = narrow(gr, -1, k, beyond);
      gr = narrow(gr, -1, 0, k);
      const Tensor through = matmul(narrow(a, -1, k, beyond), mT(g2));
      gq = gq.defined() ? gq + through : through;
      g2 = matmul(q, g2);
    } else {
      g2 = zeros(with(batch_of(r), rows(q), beyond), r.dtype());
    }
  }
  Tensor m;
  if (gr.defined()) m = matmul(r1, mT(gr));
  if (gq.defined()) {
    const Tensor inner = matmul(mT(gq), q);
    m = m.defined() ? m - inner : -inner;
  }
  const Tensor symmetric = lower_part(m) + mT(lower_part(m, -1));
  Tensor left = matmul(q, symmetric);
  if (gq.defined()) left = left + gq;
  const Tensor g1 = linalg_solve_triangular(mT(r1), left, false, false, false);
  return beyond > 0 ? cat({g1, g2}, -1) : g1;
}

}  // namespace

Pair geqrf(const Tensor& self) {
  check_matrix("geqrf", self);
  Pair result = factor(self);
  record_all("GeqrfBackward0", {&result.first, &result.second}, {&self}, {},
             [](Backward&) { fail(Code::autograd, "[geqrf] has no derivative; linalg.qr has one"); });
  return result;
}

Tensor householder_product(const Tensor& self, const Tensor& tau) {
  check_reflections("linalg.householder_product", self, tau);
  Tensor q = build_q(self, tau, columns(self));
  record("LinalgHouseholderProductBackward0", q, {&self, &tau}, {&self, &tau}, [](Backward& b) {
    const Tensor factored = b.saved(0), scales = b.saved(1);
    if (factored.numel() == 0 || scales.numel() == 0) return;
    const HouseholderGradients all = householder_gradients(b.grad(), factored, scales);
    if (b.needs(0)) b[0] = all.factored;
    if (b.needs(1)) b[1] = all.tau;
  });
  return q;
}

Tensor ormqr(const Tensor& self, const Tensor& tau, const Tensor& other, bool left, bool transpose) {
  constexpr const char* op = "ormqr";
  check_matrix(op, self);
  check_matrix(op, other);
  check_same(op, self, other);
  check_same(op, self, tau);
  NT_CHECK(tau.dim() == self.dim() - 1 && batch_of(tau, 1) == batch_of(self) && tau.sizes().back() <= columns(self) &&
               tau.sizes().back() <= rows(self),
           Code::shape, "[", op, "] tau ", tau.sizes(), " does not fit reflections ", self.sizes());
  NT_CHECK(batch_of(self) == batch_of(other) && rows(self) == (left ? rows(other) : columns(other)), Code::shape, "[",
           op, "] ", other.sizes(), " does not fit reflections ", self.sizes());
  Tensor out = copy_columns(other);
  const int64_t k = tau.sizes().back();
  if (out.numel() > 0 && k > 0) {
    const Tensor a = columns_of(self), scales = plain(tau);
    each_matrix(out, [&](auto zero, int64_t i) {
      using T = decltype(zero);
      lapack::ormqr(left, transpose, irows(out), icolumns(out), static_cast<Int>(k), matrix<T>(a, i), irows(a),
                    vector<T>(scales, i), matrix<T>(out, i));
    });
  }
  record("OrmqrBackward0", out, {&self, &tau, &other}, {&self, &tau, &other}, [left, transpose](Backward& b) {
    const Tensor factored = b.saved(0), scales = b.saved(1), c = b.saved(2);
    if (b.needs(2)) b[2] = ormqr(factored, scales, b.grad(), left, !transpose);
    if (!b.needs(0) && !b.needs(1)) return;
    // The gradient of the whole orthogonal matrix.
    Tensor gq = left ? matmul(b.grad(), mT(c)) : matmul(mT(c), b.grad());
    if (transpose) gq = mT(gq);
    if (scales.numel() == 0) return;
    const HouseholderGradients all = householder_gradients(gq, factored, scales);
    if (b.needs(0)) b[0] = all.factored;
    if (b.needs(1)) b[1] = all.tau;
  });
  return out;
}

Pair linalg_qr(const Tensor& self, QrMode mode) {
  constexpr const char* op = "linalg.qr";
  check_matrix(op, self);
  const int64_t m = rows(self), n = columns(self), k = std::min(m, n);
  const Pair factored = factor(self);
  const int64_t height = mode == QrMode::complete ? m : k;
  Tensor q, r = empty_columns(batch_of(self), height, n, self.dtype());
  {
    GradMode off(false);
    if (r.numel() > 0) copy_(r, upper_part(narrow(factored.first, -2, 0, height)));
  }
  if (mode == QrMode::r) {
    q = Tensor::empty({0}, self.dtype());
  } else {
    q = build_q(factored.first, factored.second, height);
  }
  record_all("LinalgQrBackward0", {&q, &r}, {&self}, {&self, &q, &r}, [mode, m, n](Backward& b) {
    NT_CHECK(mode != QrMode::r, Code::autograd, "[linalg.qr] mode r has no derivative: it gives no Q");
    NT_CHECK(mode == QrMode::reduced || m <= n, Code::autograd,
             "[linalg.qr] mode complete has no derivative where there are more rows than columns");
    if (b.grad(0).defined() || b.grad(1).defined()) {
      b[0] = qr_gradient(b.grad(0), b.grad(1), b.saved(1), b.saved(2), b.saved(0));
    }
  });
  return {q, r};
}

}  // namespace nt
