#pragma once
#include <stddef.h>

#include "Library.h"

// LAPACK and BLAS as OpenBLAS has them: matrices by columns, every argument by its address, and behind all the
// lengths of those that are letters (the binary form of Fortran's functions, which needs no header of theirs).

#pragma clang assume_nonnull begin

#define NABLA_LAPACK_OF(letter, real)                                                               \
  void letter##getrf_(                                                                              \
      const int *m, const int *n, real *a, const int *lda, int *pivots, int *info);                 \
  void letter##getri_(                                                                              \
      const int *n, real *a, const int *lda, const int *pivots, real *work, const int *lwork,       \
      int *info);                                                                                   \
  void letter##getrs_(                                                                              \
      const char *trans, const int *n, const int *others, const real *a, const int *lda,            \
      const int *pivots, real *b, const int *ldb, int *info, size_t);                               \
  void letter##potrf_(                                                                              \
      const char *uplo, const int *n, real *a, const int *lda, int *info, size_t);                  \
  void letter##geqrf_(                                                                              \
      const int *m, const int *n, real *a, const int *lda, real *tau, real *work,                   \
      const int *lwork, int *info);                                                                 \
  void letter##orgqr_(                                                                              \
      const int *m, const int *n, const int *k, real *a, const int *lda, const real *tau,           \
      real *work, const int *lwork, int *info);                                                     \
  void letter##gesdd_(                                                                              \
      const char *jobz, const int *m, const int *n, real *a, const int *lda, real *s, real *u,      \
      const int *ldu, real *vt, const int *ldvt, real *work, const int *lwork, int *iwork,          \
      int *info, size_t);                                                                           \
  void letter##syevd_(                                                                              \
      const char *jobz, const char *uplo, const int *n, real *a, const int *lda, real *w,           \
      real *work, const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t);      \
  void letter##gelsd_(                                                                              \
      const int *m, const int *n, const int *others, real *a, const int *lda, real *b,              \
      const int *ldb, real *s, const real *rcond, int *rank, real *work, const int *lwork,          \
      int *iwork, int *info);                                                                       \
  void letter##trsm_(                                                                               \
      const char *side, const char *uplo, const char *trans, const char *diag, const int *m,        \
      const int *n, const real *alpha, const real *a, const int *lda, real *b, const int *ldb,      \
      size_t, size_t, size_t, size_t);                                                              \
  void letter##gemm_(                                                                               \
      const char *transa, const char *transb, const int *m, const int *n, const int *k,             \
      const real *alpha, const real *a, const int *lda, const real *b, const int *ldb,              \
      const real *beta, real *c, const int *ldc, size_t, size_t);

NABLA_LAPACK_OF(s, float)
NABLA_LAPACK_OF(d, double)
void openblas_set_num_threads(int threads);

#pragma clang assume_nonnull end

#define NABLA_OPENBLAS(F)                                                                           \
  F(openblas_set_num_threads)                                                                       \
  F(sgetrf_) F(sgetri_) F(sgetrs_) F(spotrf_) F(sgeqrf_) F(sorgqr_)                                 \
  F(sgesdd_) F(ssyevd_) F(sgelsd_) F(strsm_) F(sgemm_)                                              \
  F(dgetrf_) F(dgetri_) F(dgetrs_) F(dpotrf_) F(dgeqrf_) F(dorgqr_)                                 \
  F(dgesdd_) F(dsyevd_) F(dgelsd_) F(dtrsm_) F(dgemm_)

NABLA_LIBRARY(nabla_openblas, NABLA_OPENBLAS)

/// The library, told to use one thread and, on processors with AVX2, the kernels that all of these have;
/// `NULL` where the machine has none.
const nabla_openblas *_Nullable nabla_openblas_for_one_thread(void);
