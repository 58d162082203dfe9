#pragma once
#include <spng.h>

#include "Library.h"

#define NABLA_SPNG(F)                                                                               \
  F(spng_ctx_new)                                                                                   \
  F(spng_ctx_free)                                                                                  \
  F(spng_set_png_buffer)                                                                            \
  F(spng_set_image_limits)                                                                          \
  F(spng_set_chunk_limits)                                                                          \
  F(spng_set_crc_action)                                                                            \
  F(spng_decode_image)                                                                              \
  F(spng_get_row_info)                                                                              \
  F(spng_decode_row)                                                                                \
  F(spng_decode_chunks)                                                                             \
  F(spng_strerror)

NABLA_LIBRARY(nabla_spng, NABLA_SPNG)
