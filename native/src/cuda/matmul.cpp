// Matrix products of floats through cuBLAS. It takes column-major matrices, where ours are row-major: the product asked for
// is c^T = b^T a^T, so the operands change places and no matrix is moved.
#include "cuda/allocator.h"
#include "cuda/cublas.h"
#include "cuda/kernels.h"

namespace nt::cuda {
namespace {

// A batch of row-major matrices with any strides, in elements.
struct Matrix {
  const void* data;
  int64_t rows, cols, batch_step, row_step, col_step;
};

// A matrix as cuBLAS can read it.
struct Term {
  cublas::Operation op;
  const void* data;
  int64_t ld, batch_step;
};

// Rows or columns must be dense and not overlap.
bool express(const Matrix& m, Term& term) {
  term.data = m.data;
  term.batch_step = m.batch_step;
  if ((m.cols == 1 || m.col_step == 1) && (m.rows == 1 || m.row_step >= m.cols)) {
    term.op = cublas::kPlain;
    term.ld = m.rows == 1 ? m.cols : m.row_step;
    return true;
  }
  if ((m.rows == 1 || m.row_step == 1) && (m.cols == 1 || m.col_step >= m.rows)) {
    term.op = cublas::kTransposed;
    term.ld = m.cols == 1 ? m.rows : m.col_step;
    return true;
  }
  return false;
}

int64_t distinct_batches(const Matrix& m, int64_t batch) { return m.batch_step == 0 ? 1 : batch; }

// An operand for cuBLAS, copied to dense memory where its layout asks for it.
class Dense {
 public:
  Dense(const Queue& queue, const Matrix& m, Dtype dtype, int64_t batch)
      : plain_(express(m, term_)),
        copy_(queue, plain_ ? 0 : distinct_batches(m, batch) * m.rows * m.cols * size_of(dtype)) {
    if (plain_) return;
    const int64_t item = size_of(dtype), batches = distinct_batches(m, batch);
    Iter it;
    it.ndim = 3;
    it.count = 2;
    it.numel = batches * m.rows * m.cols;
    it.device_index = queue.device_index();
    it.operand[0].data = static_cast<char*>(copy_.data());
    it.operand[1].data = const_cast<char*>(static_cast<const char*>(m.data));
    const int64_t shape[] = {m.cols, m.rows, batches};
    const int64_t to[] = {1, m.cols, m.rows * m.cols}, from[] = {m.col_step, m.row_step, m.batch_step};
    for (int d = 0; d < 3; ++d) {
      it.shape[d] = shape[d];
      it.operand[0].strides[d] = to[d] * item;
      it.operand[1].strides[d] = from[d] * item;
    }
    it.operand[0].dtype = it.operand[1].dtype = dtype;
    it.simplify();
    copy(it);
    term_ = {cublas::kPlain, copy_.data(), m.cols, batches == 1 ? 0 : m.rows * m.cols};
  }
  const Term& operator*() const { return term_; }
  const Term* operator->() const { return &term_; }

 private:
  Term term_{};
  bool plain_;
  Workspace copy_;
};

cudaDataType data_type(Dtype dtype) {
  switch (dtype) {
    case Dtype::float64:
      return CUDA_R_64F;
    case Dtype::float16:
      return CUDA_R_16F;
    case Dtype::bfloat16:
      return CUDA_R_16BF;
    default:
      return CUDA_R_32F;
  }
}

int narrow(int64_t value) {
  NT_CHECK(value <= INT32_MAX, Code::unsupported, "[matmul] a size or stride of ", value,
           " is beyond what cuBLAS takes");
  return static_cast<int>(value);
}

void clear(const Queue& queue, const MatmulArgs& args) {
  const auto item = static_cast<size_t>(size_of(args.dtype));
  for (int64_t i = 0; i < args.batch; ++i) {
    char* c = static_cast<char*>(args.c) + i * args.c_batch * static_cast<int64_t>(item);
    check("matmul", cudaMemset2DAsync(c, static_cast<size_t>(args.c_row) * item, 0, static_cast<size_t>(args.n) * item,
                                      static_cast<size_t>(args.m), queue.stream()));
  }
}

}  // namespace

void matmul(const MatmulArgs& args) {
  if (args.batch == 0 || args.m == 0 || args.n == 0) return;
  if (!is_floating(args.dtype)) return matmul_integer(args);
  const Queue queue("matmul", args.device_index);
  if (args.k == 0) {
    if (!args.accumulate) clear(queue, args);
    return;
  }
  const Dense a(queue, {args.a, args.m, args.k, args.a_batch, args.a_row, args.a_col}, args.dtype, args.batch);
  const Dense b(queue, {args.b, args.k, args.n, args.b_batch, args.b_row, args.b_col}, args.dtype, args.batch);
  cublas::Product product{};
  product.a_op = b->op;
  product.b_op = a->op;
  product.m = narrow(args.n);
  product.n = narrow(args.m);
  product.k = narrow(args.k);
  product.batch = narrow(args.batch);
  product.a = b->data;
  product.b = a->data;
  product.c = args.c;
  product.lda = narrow(b->ld);
  product.ldb = narrow(a->ld);
  product.ldc = narrow(args.m == 1 ? args.n : args.c_row);
  product.a_step = b->batch_step;
  product.b_step = a->batch_step;
  product.c_step = args.c_batch;
  product.dtype = data_type(args.dtype);
  product.accumulate = args.accumulate;
  cublas::multiply(queue, product);
}

}  // namespace nt::cuda
