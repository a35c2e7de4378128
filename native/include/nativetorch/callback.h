/* Functions of the caller's that the library calls. */
#ifndef NATIVETORCH_CALLBACK_H
#define NATIVETORCH_CALLBACK_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Called on the thread that runs a backward, with references to `given` that it then owns (NULL: nothing there); it writes
 *  references to what it gives into `results`, NULL where it gives nothing. It returns 0, or something else where it failed:
 *  the call that led here then returns NT_ERROR_CALLBACK. Nothing may be thrown through it. */
typedef int32_t (*nt_callback)(void* state, nt_tensor* const* given, int32_t given_count, nt_tensor** results,
                               int32_t result_count);

/** Called once, from any thread, when the library needs a callback's `state`, or memory of the caller's, no longer; also where
 *  the call that took it fails. NULL where nothing is to be done. */
typedef void (*nt_free)(void* state);

/** Writes where in the caller's program its call into the library stands, as UTF-8 of at most `capacity` bytes; returns the
 *  length. */
typedef int32_t (*nt_describe_place)(char* text, int32_t capacity);

#ifdef __cplusplus
}
#endif
#endif
