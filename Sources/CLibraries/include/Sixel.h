#pragma once
#include "Library.h"

// The functions of libsixel 1.8 and later, as its manual describes them: no header is needed for building.

typedef struct sixel_output sixel_output_t;
typedef struct sixel_dither sixel_dither_t;

/// Takes bytes that are for the terminal.
typedef int (*sixel_write_function)(char *_Nonnull bytes, int count, void *_Nullable closure);

int sixel_output_new(
    sixel_output_t *_Nullable *_Nonnull output, sixel_write_function _Nonnull write,
    void *_Nullable closure, void *_Nullable allocator);
void sixel_output_unref(sixel_output_t *_Nonnull output);
int sixel_dither_new(
    sixel_dither_t *_Nullable *_Nonnull dither, int colors, void *_Nullable allocator);
void sixel_dither_unref(sixel_dither_t *_Nonnull dither);
int sixel_dither_initialize(
    sixel_dither_t *_Nonnull dither, unsigned char *_Nonnull pixels, int width, int height,
    int pixelFormat, int largest, int representative, int quality);
void sixel_dither_set_diffusion_type(sixel_dither_t *_Nonnull dither, int method);
int sixel_encode(
    unsigned char *_Nonnull pixels, int width, int height, int depth, sixel_dither_t *_Nonnull dither,
    sixel_output_t *_Nonnull output);

#define NABLA_SIXEL(F)                                                                              \
  F(sixel_output_new)                                                                               \
  F(sixel_output_unref)                                                                             \
  F(sixel_dither_new)                                                                               \
  F(sixel_dither_unref)                                                                             \
  F(sixel_dither_initialize)                                                                        \
  F(sixel_dither_set_diffusion_type)                                                                \
  F(sixel_encode)

NABLA_LIBRARY(nabla_sixel, NABLA_SIXEL)
