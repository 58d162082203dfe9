// Tangent, and what undoes sine, cosine and tangent, in the manner of Math.h; coefficients after fdlibm 5.3.

/// Without the lower half of its digits, so that its square is exact.
INLINE vd upper_half(vd x) { return (vd)((vl)x & (int64_t)0xffffffff00000000); }

INLINE vd root(vd x) { return __builtin_elementwise_sqrt(x); }

#define HALF_PI_HIGH 1.57079632679489655800e+00
#define HALF_PI_LOW 6.12323399573676603587e-17
#define QUARTER_PI_HIGH 7.85398163397448278999e-01

/// Beyond 2^20·π/2 the C library answers.
INLINE vd tangent(vd x) {
  vl quadrant;
  vd low, r = quarter_turns(x, &quadrant, &low);
  vd sine = sine_of_small(r, low), cosine = cosine_of_small(r, low);
  vl isOdd = (quadrant & 1) == 1;
  vd y = choose(isOdd, -cosine, sine) / choose(isOdd, sine, cosine);
  vl far = ~(magnitude(x) < 1.6e6);
  for (int i = 0; i < 8; i++)
    if (far[i]) y[i] = tan(x[i]);
  return choose(x == 0.0, x, y);
}

INLINE vd arc_tangent(vd x) {
  vd a = magnitude(x), top = a, bottom = spread(1), high = spread(0), low = spread(0);
  vl from1 = a >= 0.4375, from2 = a >= 0.6875, from3 = a >= 1.1875, from4 = a >= 2.4375;
#define FROM(where, t, b, h, l) \
  top = choose(where, t, top), bottom = choose(where, b, bottom); \
  high = choose(where, spread(h), high), low = choose(where, spread(l), low);
  FROM(from1, 2.0 * a - 1.0, 2.0 + a, 4.63647609000806093515e-01, 2.26987774529616870924e-17)
  FROM(from2, a - 1.0, a + 1.0, QUARTER_PI_HIGH, 3.06161699786838301793e-17)
  FROM(from3, a - 1.5, 1.0 + 1.5 * a, 9.82793723247329054082e-01, 1.39033110312309984516e-17)
  FROM(from4, spread(-1), a, HALF_PI_HIGH, HALF_PI_LOW)
#undef FROM
  vd t = top / bottom, z = t * t, w = z * z;
  vd odd = z * POLYNOMIAL(w, 3.33333333333329318027e-01, 1.42857142725034663711e-01,
      9.09088713343650656196e-02, 6.66107313738753120669e-02, 4.97687799461593236017e-02,
      1.62858201153657823623e-02);
  vd even = w * POLYNOMIAL(w, -1.99999999998764832476e-01, -1.11111104054623557880e-01,
      -7.69187620504482999495e-02, -5.83357013379057348645e-02, -3.65315727442169155270e-02);
  return with_sign_of(high - ((t * (odd + even) - low) - t), x);
}

/// (arcsin √t)/√t − 1 for t up to ¼.
INLINE vd arc_sine_rest(vd t) {
  return t * POLYNOMIAL(t, 1.66666666666666657415e-01, -3.25565818622400915405e-01,
      2.01212532134862925881e-01, -4.00555345006794114027e-02, 7.91534994289814532176e-04,
      3.47933107596021167570e-05) /
      POLYNOMIAL(t, 1, -2.40339491173441421878e+00, 2.02094576023350569471e+00,
      -6.88283971605453293030e-01, 7.70381505559019352791e-02);
}

/// √t, its upper half, and what that half leaves.
INLINE vd root_in_halves(vd t, vd *high, vd *low) {
  vd s = root(t);
  *high = upper_half(s);
  *low = choose(s == 0.0, s, (t - *high * *high) / (s + *high));
  return s;
}

/// NaN beyond ±1.
INLINE vd arc_sine(vd x) {
  vd a = magnitude(x), near = a + a * arc_sine_rest(a * a);
  vd t = 0.5 * (1.0 - a), high, low, s = root_in_halves(t, &high, &low);
  vd rest = 2.0 * s * arc_sine_rest(t) - (HALF_PI_LOW - 2.0 * low);
  vd far = QUARTER_PI_HIGH - (rest - (QUARTER_PI_HIGH - 2.0 * high));
  return with_sign_of(choose(a < 0.5, near, far), x);
}

/// NaN beyond ±1.
INLINE vd arc_cosine(vd x) {
  vd a = magnitude(x), near = HALF_PI_HIGH - (x - (HALF_PI_LOW - x * arc_sine_rest(x * x)));
  vd t = 0.5 * (1.0 - a), high, low, s = root_in_halves(t, &high, &low);
  vd rest = arc_sine_rest(t) * s;
  vd right = 2.0 * (high + (rest + low));
  vd left = 2.0 * HALF_PI_HIGH - 2.0 * (s + (rest - HALF_PI_LOW));
  return choose(a < 0.5, near, choose(x < 0.0, left, right));
}

/// The angle of the point (x, y), with the special values of C's atan2.
static double angle(double y, double x) {
  if (x != x || y != y) return __builtin_nan("");
  double a = __builtin_fabs(y), b = __builtin_fabs(x), t;
  if (a == b) t = a == 0 ? 0 : QUARTER_PI_HIGH;
  else {
    vd whole = arc_tangent(spread(a / b));
    t = b == 0 ? HALF_PI_HIGH : whole[0];
  }
  if (__builtin_signbit(x)) t = 2 * HALF_PI_HIGH - (t - 2 * HALF_PI_LOW);
  return __builtin_copysign(t, y);
}

/// √(x² + y²) without overflow on the way.
static double hypotenuse_of(double x, double y) {
  double a = __builtin_fabs(x), b = __builtin_fabs(y), infinity = __builtin_inf();
  if (a == infinity || b == infinity) return infinity;
  if (a != a || b != b) return __builtin_nan("");
  double long_side = a > b ? a : b, short_side = a > b ? b : a;
  if (short_side == 0) return long_side;
  // Powers of two change no digit.
  double scale = long_side > 1e150 ? 0x1p-600 : short_side < 1e-150 ? 0x1p600 : 1;
  a = long_side * scale, b = short_side * scale;
  double high = a * a, low = __builtin_fma(a, a, -high);
  double square = b * b, sum = high + square, lost = (high - sum) + square;
  double s = __builtin_sqrt(sum);
  // One step of Newton's with what the sum and the root dropped.
  double rest = (-__builtin_fma(s, s, -sum) + lost) + (low + __builtin_fma(b, b, -square));
  return (s + rest / (2 * s)) / scale;
}
