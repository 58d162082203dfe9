// Elementary functions of one vector register of the element type, for kernels in which they come
// between products. In float32 they stay in float32, within 2 units in the last place.
//
// As in Math.h no multiplication is fused with an addition. Coefficients after Cephes (Moshier,
// 1989); NaN stays NaN.

INLINE vector R(pick)(mask m, vector a, vector b) {
  return (vector)((m & (mask)a) | (~m & (mask)b));
}

#if SIZE == 4
/// e^x − 1 = (1 + result)·2^n − 1 for |x| up to 87.
INLINE vector R(lanes_exponential_parts)(vector x, mask *n) {
  vector shifted = x * 1.44269504088896341f + 12582912.0f, k = shifted - 12582912.0f;
  *n = (mask)shifted - 0x4b400000;
  vector r = (x - k * 0.693359375f) + k * 2.12194440e-4f;
  vector q = 5.0000001201e-1f + r * (1.6666665459e-1f + r * (4.1665795894e-2f +
      r * (8.3334519073e-3f + r * (1.3981999507e-3f + r * 1.9875691500e-4f))));
  return r + r * r * q;
}

INLINE vector R(lanes_sigmoid)(vector x) {
  vector y = -x;
  y = R(pick)((mask)(y > 87.0f), R(spread)(87), y);
  y = R(pick)((mask)(y < -87.0f), R(spread)(-87), y);
  mask n;
  vector e = (1.0f + R(lanes_exponential_parts)(y, &n)) * (vector)((n + 127) << 23);
  return 1.0f / (1.0f + e);
}

INLINE vector R(lanes_tanh)(vector x) {
  vector a = 2.0f * (vector)((mask)x & 0x7fffffff);
  a = R(pick)((mask)(a > 20.0f), R(spread)(20), a);
  mask n;
  vector p = R(lanes_exponential_parts)(a, &n), scale = (vector)((n + 127) << 23);
  vector e = p * scale + (scale - 1.0f);
  return (vector)(((mask)(e / (e + 2.0f)) & 0x7fffffff) | ((mask)x & (int32_t)0x80000000));
}
#else
INLINE vector R(lanes_sigmoid)(vector x) { return (vector)sigmoid((vd)x); }
INLINE vector R(lanes_tanh)(vector x) { return (vector)hyperbolic_tangent((vd)x); }
#endif
