#include "CAllocator.h"

#include <malloc.h>

void nabla_allocator_limits(int mapped, int trimmed) {
  mallopt(M_MMAP_THRESHOLD, mapped);
  mallopt(M_TRIM_THRESHOLD, trimmed);
}
