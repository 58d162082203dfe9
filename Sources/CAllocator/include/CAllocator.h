#pragma once
// What Swift's module of the C library leaves out: glibc's settings of `malloc`, and what its pieces are made of.

#include <stdbool.h>
#include <stddef.h>

/// Memory of `mapped` bytes and more is the system's own pages, and goes back with `free`; so does what
/// lies free at the end of the rest, from `trimmed` bytes on. Both stay as they are set.
void nabla_allocator_limits(int mapped, int trimmed);

/// Whether the values of an array, `count` bytes from `values` on, are a piece of the allocator that is the system's
/// own pages and nothing else; `values` stand behind the 32 bytes with which Swift's arrays begin.
bool nabla_allocator_stands_alone(const void *values, size_t count);

/// Whether a file stands behind the page at an address.
bool nabla_allocator_lies_in_file(const void *address);
