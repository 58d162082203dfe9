#include "CAllocator.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void nabla_allocator_limits(int mapped, int trimmed) {
  mallopt(M_MMAP_THRESHOLD, mapped);
  mallopt(M_TRIM_THRESHOLD, trimmed);
}

// glibc's pieces begin with two words: what lies before, and the size with three flags. The second flag is that of
// pages of their own; their first word is then how far from the first page they begin.
bool nabla_allocator_stands_alone(const void *values, size_t count) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  // The pieces of a sanitizer's allocator are others.
  return false;
#endif
#endif
  const size_t header = 32, flags = 7, mapped = 2;
  const size_t *piece = (const size_t *)((const char *)values - header);
  size_t before = piece[-2], size = piece[-1];
  if ((size & flags) != mapped) return false;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  uintptr_t start = (uintptr_t)(piece - 2) - before;
  size &= ~flags;
  return start % page == 0 && (before + size) % page == 0 && header + count + 16 <= size;
}

bool nabla_allocator_lies_in_file(const void *address) {
  FILE *maps = fopen("/proc/self/maps", "re");
  if (!maps) return false;
  char line[512];
  bool found = false, isStart = true;
  while (fgets(line, sizeof line, maps)) {
    unsigned long first, last, inode;
    // A long path comes in several pieces.
    bool isLine = isStart;
    isStart = strchr(line, '\n') != NULL;
    if (!isLine || sscanf(line, "%lx-%lx %*4s %*x %*x:%*x %lu", &first, &last, &inode) != 3) continue;
    if ((uintptr_t)address < first || (uintptr_t)address >= last) continue;
    found = inode != 0;
    break;
  }
  fclose(maps);
  return found;
}
