#pragma once
#include <stddef.h>
#include <stdint.h>

#include "Library.h"

// The functions of librsvg 2.46 and later, and of cairo and GLib, which it brings along, as their manuals
// describe them: no header is needed for building.

typedef struct RsvgHandle RsvgHandle;
typedef struct cairo_t cairo_t;
typedef struct cairo_surface_t cairo_surface_t;

/// What went wrong, in words.
typedef struct GError {
  uint32_t domain;
  int code;
  const char *_Nullable message;
} GError;

/// A box in units of the surface.
typedef struct RsvgRectangle {
  double x, y, width, height;
} RsvgRectangle;

/// Takes bytes of a file; 0 where all went well.
typedef unsigned int (*cairo_write_func_t)(
    void *_Nullable closure, const unsigned char *_Nullable bytes, unsigned int count);

RsvgHandle *_Nullable rsvg_handle_new_from_data(
    const uint8_t *_Nonnull bytes, size_t count, GError *_Nullable *_Nonnull error);
int rsvg_handle_render_document(
    RsvgHandle *_Nonnull handle, cairo_t *_Nonnull context, const RsvgRectangle *_Nonnull box,
    GError *_Nullable *_Nonnull error);
void g_object_unref(void *_Nonnull object);
void g_error_free(GError *_Nonnull error);
cairo_surface_t *_Nonnull cairo_image_surface_create(int format, int width, int height);
unsigned char *_Nullable cairo_image_surface_get_data(cairo_surface_t *_Nonnull surface);
int cairo_image_surface_get_stride(cairo_surface_t *_Nonnull surface);
unsigned int cairo_surface_write_to_png_stream(
    cairo_surface_t *_Nonnull surface, cairo_write_func_t _Nonnull write, void *_Nullable closure);
cairo_surface_t *_Nonnull cairo_pdf_surface_create_for_stream(
    cairo_write_func_t _Nonnull write, void *_Nullable closure, double width, double height);
void cairo_pdf_surface_set_metadata(
    cairo_surface_t *_Nonnull surface, int member, const char *_Nonnull text);
void cairo_surface_flush(cairo_surface_t *_Nonnull surface);
void cairo_surface_finish(cairo_surface_t *_Nonnull surface);
unsigned int cairo_surface_status(cairo_surface_t *_Nonnull surface);
void cairo_surface_destroy(cairo_surface_t *_Nonnull surface);
cairo_t *_Nonnull cairo_create(cairo_surface_t *_Nonnull surface);
void cairo_show_page(cairo_t *_Nonnull context);
unsigned int cairo_status(cairo_t *_Nonnull context);
void cairo_destroy(cairo_t *_Nonnull context);
const char *_Nonnull cairo_status_to_string(unsigned int status);

#define NABLA_RSVG(F)                                                                               \
  F(rsvg_handle_new_from_data)                                                                      \
  F(rsvg_handle_render_document)                                                                    \
  F(g_object_unref)                                                                                 \
  F(g_error_free)                                                                                   \
  F(cairo_image_surface_create)                                                                     \
  F(cairo_image_surface_get_data)                                                                   \
  F(cairo_image_surface_get_stride)                                                                 \
  F(cairo_surface_write_to_png_stream)                                                              \
  F(cairo_pdf_surface_create_for_stream)                                                            \
  F(cairo_pdf_surface_set_metadata)                                                                 \
  F(cairo_surface_flush)                                                                            \
  F(cairo_surface_finish)                                                                           \
  F(cairo_surface_status)                                                                           \
  F(cairo_surface_destroy)                                                                          \
  F(cairo_create)                                                                                   \
  F(cairo_show_page)                                                                                \
  F(cairo_status)                                                                                   \
  F(cairo_destroy)                                                                                  \
  F(cairo_status_to_string)

NABLA_LIBRARY(nabla_rsvg, NABLA_RSVG)
