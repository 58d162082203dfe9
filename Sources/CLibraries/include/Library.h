#pragma once
// Shared libraries that are opened when the first file needs them: a program that reads no picture starts as
// fast as before, and one on a machine without the library starts at all. Their headers are needed for
// building only; they give the types of the functions, so that a call is checked as if it were linked.

#define NABLA_FIELD(function) __typeof__(function) *_Nonnull function;

/// A struct `name` with a pointer to each function of the list, and `name_open`, which answers it; `NULL`
/// where the machine has no such library, or one without these functions.
#define NABLA_LIBRARY(name, functions)                                                              \
  typedef struct name {                                                                             \
    functions(NABLA_FIELD)                                                                          \
  } name;                                                                                           \
  const name *_Nullable name##_open(void);

/// Opens a library and finds its functions, in order; 0 where one is missing. What was opened stays open.
int nabla_open_library(
    const char *_Nonnull file, const char *_Nonnull const *_Nonnull names, int count,
    void *_Nullable *_Nonnull functions);
