// Bulk random numbers: element i of step s uses the Philox block (i / 2 or i / 4, s).

/// Eight blocks of Philox4x32-10 at once; words in the low halves of 64-bit lanes.
INLINE void philox8(uint64_t key, vu c0, vu c1, vu c2, vu c3, vu words[4]) {
  uint64_t k0 = key & 0xffffffff, k1 = key >> 32;
  for (int round = 0; round < 10; round++) {
    vu left = c0 * 0xD2511F53, right = c2 * 0xCD9E8D57;
    vu n0 = (right >> 32) ^ c1 ^ k0, n2 = (left >> 32) ^ c3 ^ k1;
    c1 = right & 0xffffffff;
    c3 = left & 0xffffffff;
    c0 = n0;
    c2 = n2;
    k0 = (k0 + 0x9E3779B9) & 0xffffffff;
    k1 = (k1 + 0xBB67AE85) & 0xffffffff;
  }
  words[0] = c0; words[1] = c1; words[2] = c2; words[3] = c3;
}

INLINE void philox_blocks(uint64_t key, uint64_t step, uint64_t block, vu words[4]) {
  vu blocks = (vu){0, 1, 2, 3, 4, 5, 6, 7} + block;
  vu zero = {0};
  philox8(key, blocks & 0xffffffff, blocks >> 32, zero + (step & 0xffffffff),
      zero + (step >> 32), words);
}

/// 53 bits as a number in [0, 1).
INLINE vd unit_interval(vu bits) {
  vu high = bits >> 11;
  // Two exact halves: 2^52 + n is how a double holds a whole number n.
  vd upper = (vd)((high >> 26) | 0x4330000000000000) - 4503599627370496.0;
  vd lower = (vd)((high & 0x3ffffff) | 0x4330000000000000) - 4503599627370496.0;
  return (upper * 67108864.0 + lower) * 1.1102230246251565e-16;
}

/// Box and Muller (1958): two normal numbers from two uniform ones.
INLINE void normal_pair(vu first, vu second, vd *a, vd *b) {
  vd radius = 1.0 - unit_interval(first), angle = unit_interval(second) * 6.283185307179586;
  radius = -2.0 * logarithm(radius);
  for (int i = 0; i < 8; i++) radius[i] = __builtin_sqrt(radius[i]);
  *a = radius * cosine(angle);
  *b = radius * sine(angle);
}
