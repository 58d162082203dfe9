// Kernels that call LAPACK, which OpenBLAS has. They stand outside the template: the library has kernels of its
// own for each instruction set. A unit is one matrix of a batch; one that cannot be factorized gives NaN.
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "CInterrupt.h"
#include "Task.h"

static int64_t greater(int64_t a, int64_t b) { return a > b ? a : b; }

/// Where the matrix of an operand begins, that a unit reads.
static int64_t begin(const nabla_matrices *p, int operand, int64_t unit) {
  int64_t offset = 0;
  for (int64_t axis = p->batchRank - 1; axis >= 0; axis--) {
    offset += unit % p->batchExtents[axis] * p->batchStrides[operand][axis];
    unit /= p->batchExtents[axis];
  }
  return offset;
}

#define JOIN_(a, b, c) a##b##c
#define JOIN(a, b, c) JOIN_(a, b, c)
#define LAPACK(name) task->library->JOIN(LETTER, name, _)

#define real float
#define LETTER s
#define R(name) name##_float32
#define EPSILON 1.1920928955078125e-7
#include "Memory.h"
#include "Systems.h"
#include "Factorizations.h"
#include "Spectra.h"
#include "Kernels.h"
#undef real
#undef LETTER
#undef R
#undef EPSILON

#define real double
#define LETTER d
#define R(name) name##_float64
#define EPSILON 2.220446049250313e-16
#include "Memory.h"
#include "Systems.h"
#include "Factorizations.h"
#include "Spectra.h"
#include "Kernels.h"

#define ROW(name) {name##_kernel_float32, name##_kernel_float64, 0},
const nabla_function nabla_table_of_libraries[][3] = {NABLA_KERNELS_OF_LIBRARIES(ROW)};

int nabla_has_linear_algebra(void) { return nabla_openblas_for_one_thread() != NULL; }

int64_t nabla_dependent_row(const void *matrix, int64_t n, int dtype) {
  return dtype == 0 ? dependent_row_float32(matrix, n) : dependent_row_float64(matrix, n);
}

int64_t nabla_failing_minor(const void *matrix, int64_t n, int dtype) {
  return dtype == 0 ? failing_minor_float32(matrix, n) : failing_minor_float64(matrix, n);
}
