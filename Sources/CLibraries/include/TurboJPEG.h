#pragma once
#include <turbojpeg.h>

#include "Library.h"

#define NABLA_TURBOJPEG(F)                                                                          \
  F(tjInitDecompress)                                                                               \
  F(tjDecompressHeader3)                                                                            \
  F(tjDecompress2)                                                                                  \
  F(tjGetErrorStr2)                                                                                 \
  F(tjDestroy)

NABLA_LIBRARY(nabla_turbojpeg, NABLA_TURBOJPEG)
