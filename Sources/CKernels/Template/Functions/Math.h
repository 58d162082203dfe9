// Elementary functions of eight doubles at a time; float32 goes through them too.
//
// Multiplications and additions are separate (no fused ones), so that processors without fused
// multiply-add give the same bits at speed. Coefficients after fdlibm 5.3 (Sun Microsystems, 1993,
// freely usable); errors stay below 2 units in the last place of a double, tanh below 3.

typedef double vd __attribute__((vector_size(64), aligned(8), may_alias));
typedef int64_t vl __attribute__((vector_size(64), aligned(8), may_alias));
typedef float vf8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t vi8 __attribute__((vector_size(32), aligned(4), may_alias));
#define INLINE static inline __attribute__((always_inline))

INLINE vd choose(vl mask, vd a, vd b) { return (vd)((mask & (vl)a) | (~mask & (vl)b)); }
INLINE vd spread(double x) { return (vd){x, x, x, x, x, x, x, x}; }
INLINE vd magnitude(vd x) { return (vd)((vl)x & 0x7fffffffffffffff); }
INLINE vd with_sign_of(vd x, vd y) {
  return (vd)(((vl)x & 0x7fffffffffffffff) | ((vl)y & (int64_t)0x8000000000000000));
}

// Adding 1.5·2^52 rounds to the nearest whole number and leaves it in the low bits.
#define WHOLE 6755399441055744.0
INLINE vd whole_to_double(vl n) { return (vd)(n + (vl)spread(WHOLE)) - WHOLE; }
INLINE vd power_of_two(vl n) { return (vd)((n + 1023) << 52); }

#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10

/// e^x = (1 + result) · 2^n, with the result exact to its own last place.
INLINE vd exponential_parts(vd x, vl *n) {
  vd shifted = x * 1.44269504088896338700e+00 + WHOLE;
  vd k = shifted - WHOLE;
  *n = (vl)shifted - (vl)spread(WHOLE);
  vd high = x - k * LN2_HIGH, low = k * LN2_LOW;
  vd r = high - low, t = r * r;
  vd c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 +
      t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 +
      t * 4.13813679705723846039e-08))));
  return (r * c / (2.0 - c) - low) + high;
}

INLINE vd exponential(vd x) {
  x = choose(x > 1000.0, spread(1000), x);
  x = choose(x < -1000.0, spread(-1000), x);
  vl n;
  vd y = 1.0 + exponential_parts(x, &n);
  vl half = n >> 1;
  return y * power_of_two(half) * power_of_two(n - half);
}

INLINE vd logarithm(vd x) {
  vl tiny = x < 2.2250738585072014e-308;
  vd scaled = choose(tiny, x * 18014398509481984.0, x);
  vl bits = (vl)scaled + (0x3ff0000000000000 - 0x3fe6a09e00000000);
  vl k = (bits >> 52) - 1023 - (tiny & 54);
  vd f = (vd)((bits & 0x000fffffffffffff) + 0x3fe6a09e00000000) - 1.0;
  vd dk = whole_to_double(k), square = 0.5 * f * f, s = f / (2.0 + f), z = s * s, w = z * z;
  vd even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 +
      w * 1.531383769920937332e-01));
  vd odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 +
      w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  vd y = s * (square + even + odd) + dk * LN2_LOW - square + f + dk * LN2_HIGH;
  y = choose(x == __builtin_inf(), x, y);
  y = choose(x == 0.0, spread(-__builtin_inf()), y);
  return choose((x < 0.0) | (x != x), spread(__builtin_nan("")), y);
}

/// log(1 + u) for u ≥ 0, exact for small u.
INLINE vd logarithm_of_one_plus(vd u) {
  vd w = 1.0 + u;
  return logarithm(w) + (u - (w - 1.0)) / w;
}

INLINE vd hyperbolic_tangent(vd x) {
  vd a = 2.0 * magnitude(x);
  a = choose(a > 44.0, spread(44), a);
  vl n;
  vd p = exponential_parts(a, &n), scale = power_of_two(n);
  vd e = p * scale + (scale - 1.0);
  return with_sign_of(e / (e + 2.0), x);
}

INLINE vd sigmoid(vd x) { return 1.0 / (1.0 + exponential(-x)); }

INLINE vd softplus(vd x) {
  return choose(x > 0.0, x, x - x) + logarithm_of_one_plus(exponential(-magnitude(x)));
}

/// The shift of a softmax; an infinite one would give inf − inf.
INLINE double finite_or_zero(double m) { return m - m == 0 ? m : 0; }

/// Towards zero; what does not fit becomes the nearest whole number that does, NaN becomes 0.
INLINE int32_t whole_number(double x) {
  return x != x ? 0 : x >= 2147483647.0 ? 2147483647 : x <= -2147483648.0 ? INT32_MIN : (int32_t)x;
}
