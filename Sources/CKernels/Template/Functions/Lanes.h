// Elementary functions of one vector register of the element type, for kernels in which they come
// between products. In float32 they stay in float32, within 2 units in the last place.
//
// Coefficients after Cephes (Moshier, 1989); NaN stays NaN.

INLINE vector R(pick)(mask m, vector a, vector b) {
  return (vector)((m & (mask)a) | (~m & (mask)b));
}

#if SIZE == 4
/// e^x − 1 = (1 + result)·2^n − 1 for |x| up to 87.
INLINE vector R(lanes_exponential_parts)(vector x, mask *n) {
  vector whole = R(spread)(12582912), shifted = R(fused)(x, R(spread)(1.44269504f), whole);
  vector k = shifted - whole;
  *n = (mask)shifted - 0x4b400000;
  vector r = R(fused)(k, R(spread)(-0.693359375f), x);
  r = R(fused)(k, R(spread)(2.12194440e-4f), r);
  vector q = R(spread)(1.9875691500e-4f);
  q = R(fused)(q, r, R(spread)(1.3981999507e-3f));
  q = R(fused)(q, r, R(spread)(8.3334519073e-3f));
  q = R(fused)(q, r, R(spread)(4.1665795894e-2f));
  q = R(fused)(q, r, R(spread)(1.6666665459e-1f));
  q = R(fused)(q, r, R(spread)(5.0000001201e-1f));
  return R(fused)(r * r, q, r);
}

/// e^x for x up to 87; 0 where the result would not be a normal number.
INLINE vector R(lanes_exponential)(vector x) {
  mask n, isZero = (mask)(x < -87.0f);
  vector e = 1.0f + R(lanes_exponential_parts)(x, &n);
  return (vector)(~isZero & (mask)(e * (vector)((n + 127) << 23)));
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
  vector e = R(fused)(p, scale, scale - 1.0f);
  return (vector)(((mask)(e / (e + 2.0f)) & 0x7fffffff) | ((mask)x & (int32_t)0x80000000));
}

/// Φ(x) for the normal distribution, and its density at x: to 5·10⁻⁷ of themselves.
///
/// Φ(−a) = e^(−a²/2) · t·P(t) with t = 1 / (1 + 0.3·a), P fitted for the purpose.
INLINE vector R(lanes_normal)(vector x, vector *density) {
  vector a = (vector)((mask)x & 0x7fffffff);
  a = R(pick)((mask)(a > 13.0f), R(spread)(13), a);
  vector bell = R(lanes_exponential)(-0.5f * a * a), t = 1.0f / R(fused)(R(spread)(0.3f), a, R(spread)(1));
  vector p = R(spread)(0.0359317325f);
  p = R(fused)(p, t, R(spread)(-0.158275992f));
  p = R(fused)(p, t, R(spread)(0.208206594f));
  p = R(fused)(p, t, R(spread)(-0.0553938411f));
  p = R(fused)(p, t, R(spread)(0.129469201f));
  p = R(fused)(p, t, R(spread)(0.0996374935f));
  p = R(fused)(p, t, R(spread)(0.120798357f));
  p = R(fused)(p, t, R(spread)(0.119626388f));
  vector tail = bell * (t * p);
  *density = bell * 0.39894228f;
  return R(pick)((mask)(x > 0), 1.0f - tail, tail);
}
#else
INLINE vector R(lanes_exponential)(vector x) { return (vector)exponential((vd)x); }
INLINE vector R(lanes_sigmoid)(vector x) { return (vector)sigmoid((vd)x); }
/// Φ(x) for the normal distribution, and its density at x.
INLINE vector R(lanes_normal)(vector x, vector *density) {
  *density = 0.39894228040143267794 * R(lanes_exponential)(-0.5 * x * x);
  return 0.5 * (1.0 + (vector)error_function((vd)x * 7.07106781186547524401e-01));
}
INLINE vector R(lanes_tanh)(vector x) { return (vector)hyperbolic_tangent((vd)x); }
#endif
