#pragma once
// One matrix on its way through LAPACK: memory of its own, and perhaps a thread of its own.
//
// A large factorization is one call of a library that knows no interrupt. Where the calling thread has one, the
// call runs beside it; when the user wants an end, the caller leaves and the other thread frees what it has.

#include "CKernels.h"
#include "OpenBLAS.h"

typedef struct nabla_task nabla_task;

struct nabla_task {
  const nabla_openblas *library;
  /// The part that may take long; sees nothing but the task.
  void (*compute)(nabla_task *task);
  /// A is [rows × columns], `least` the lesser of the two; B has `others` columns.
  int rows, columns, least, others;
  int isTransposed, isUpper;
  /// Singular values up to this share of the largest count as 0.
  double cutoff;
  /// Whether the call is worth a thread of its own.
  int isLong;
  /// Memory in numbers of the element type, and in whole numbers.
  void *a, *b, *s, *u, *v, *work;
  int *integers;
  int workCount, integerCount;
  /// 0: computed; otherwise there is no result.
  int info;
  nabla_task *next;
  int hasEnded, isLeft;
};

/// How many numbers, and whole numbers, the parts of a task hold.
typedef struct nabla_task_sizes {
  int64_t a, b, s, u, v, work, integers;
} nabla_task_sizes;

/// Computes a task; 0 where the user wanted an end first. Then the task belongs to nobody here.
int nabla_task_run(nabla_task *task);
