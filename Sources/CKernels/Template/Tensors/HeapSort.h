// Heap sort of n elements by BEFORE(a, b) and SWAP(a, b) on positions (Williams, 1964).
for (int64_t start = n / 2, end = n; end > 1;) {
  // One of them sinks through as many lines of memory as there are levels.
  if (((start + end) & 0x3FF) == 0 && nabla_is_stopped()) return;
  if (start > 0) start--;
  else { end--; SWAP(0, end) }
  for (int64_t root = start, child; (child = 2 * root + 1) < end; root = child) {
    if (child + 1 < end && BEFORE(child, child + 1)) child++;
    if (!(BEFORE(root, child))) break;
    SWAP(root, child)
  }
}
