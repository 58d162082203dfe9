#pragma once
// What Swift's module of the C library leaves out: glibc's settings of `malloc`.

/// Memory of `mapped` bytes and more is the system's own pages, and goes back with `free`; so does what
/// lies free at the end of the rest, from `trimmed` bytes on. Both stay as they are set.
void nabla_allocator_limits(int mapped, int trimmed);
