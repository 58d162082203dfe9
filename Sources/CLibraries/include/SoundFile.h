#pragma once
#include <sndfile.h>

#include "Library.h"

#define NABLA_SOUNDFILE(F)                                                                          \
  F(sf_open_virtual)                                                                                \
  F(sf_close)                                                                                       \
  F(sf_error)                                                                                       \
  F(sf_strerror)                                                                                    \
  F(sf_readf_float)

NABLA_LIBRARY(nabla_soundfile, NABLA_SOUNDFILE)
