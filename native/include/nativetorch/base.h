/* Types, status codes and errors shared by every part of the C ABI. */
#ifndef NATIVETORCH_BASE_H
#define NATIVETORCH_BASE_H

#include <stdint.h>

#if defined(_WIN32)
#if defined(NT_BUILDING)
#define NT_API __declspec(dllexport)
#else
#define NT_API __declspec(dllimport)
#endif
#else
#define NT_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** 0 on success, else an nt_status_code. The message of a failure is read with nt_last_error on the same thread. */
typedef int32_t nt_status;

/** One counted reference to a tensor. It is released once, with nt_tensor_release, from any thread. */
typedef struct nt_tensor nt_tensor;

/** One counted reference to a node of the autograd graph, released once with nt_node_release. */
typedef struct nt_node nt_node;

/** One counted reference to a random number generator, released once with nt_generator_release. */
typedef struct nt_generator nt_generator;

typedef enum nt_status_code {
  NT_OK = 0,
  NT_ERROR_ARGUMENT = 1,      /**< an argument has a value that the op does not take */
  NT_ERROR_SHAPE = 2,         /**< sizes do not fit each other */
  NT_ERROR_DTYPE = 3,         /**< the op is not defined for this dtype */
  NT_ERROR_DEVICE = 4,        /**< operands on different devices, or a device that is not there */
  NT_ERROR_INDEX = 5,         /**< a dimension or an index out of range */
  NT_ERROR_AUTOGRAD = 6,      /**< a gradient that cannot be computed */
  NT_ERROR_OUT_OF_MEMORY = 7, /**< the device has no memory left */
  NT_ERROR_CUDA = 8,          /**< CUDA or one of its libraries failed */
  NT_ERROR_UNSUPPORTED = 9,   /**< valid in PyTorch, not implemented here */
  NT_ERROR_INTERNAL = 10,     /**< a fault of this library */
  NT_ERROR_LINALG = 11,       /**< a matrix that is singular, not positive definite, or on which an algorithm does not converge */
  NT_ERROR_CALLBACK = 12      /**< a function of the caller's failed; what it threw is on the caller's side */
} nt_status_code;

/** Element types. The order is the library's own. */
typedef enum nt_dtype {
  NT_BOOL = 0,
  NT_UINT8 = 1,
  NT_INT8 = 2,
  NT_INT16 = 3,
  NT_INT32 = 4,
  NT_INT64 = 5,
  NT_FLOAT16 = 6,
  NT_BFLOAT16 = 7,
  NT_FLOAT32 = 8,
  NT_FLOAT64 = 9
} nt_dtype;

typedef enum nt_device_type { NT_CPU = 0, NT_CUDA = 1 } nt_device_type;

typedef enum nt_scalar_kind { NT_SCALAR_BOOL = 0, NT_SCALAR_INT = 1, NT_SCALAR_FLOAT = 2 } nt_scalar_kind;

/** A number: `bits` is an int64_t for NT_SCALAR_BOOL and NT_SCALAR_INT, the bit pattern of a double for NT_SCALAR_FLOAT. */
typedef struct nt_scalar {
  int64_t bits;
  int32_t kind;
} nt_scalar;

/** Hash of the declarations that this binary was built from; bindings compare it with their own at load. @trivial */
NT_API uint64_t nt_abi_hash(void);

/** The library's version, for example "0.1.0". The string lives as long as the library. @trivial */
NT_API const char* nt_version(void);

/** What the library was built with and what it chose at start, in one line. Valid until the thread's next call. */
NT_API const char* nt_build_info(void);

/** Code and text of the last failure on this thread. The text is UTF-8 and valid until the thread's next failing call. */
NT_API int32_t nt_last_error(const char** message);

/** Number of threads that one op may use. */
NT_API nt_status nt_get_num_threads(int32_t* count);

/** Sets the number of threads that one op may use. @torch torch.set_num_threads */
NT_API nt_status nt_set_num_threads(int32_t count);

#ifdef __cplusplus
}
#endif
#endif
