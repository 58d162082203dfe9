#pragma once
#include <kissfft/kiss_fftr.h>

#include "Library.h"

#define NABLA_KISSFFT(F)                                                                            \
  F(kiss_fft_alloc)                                                                                 \
  F(kiss_fft)                                                                                       \
  F(kiss_fftr_alloc)                                                                                \
  F(kiss_fftr)

NABLA_LIBRARY(nabla_kissfft, NABLA_KISSFFT)
