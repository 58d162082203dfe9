// Exponentials and logarithms near 1 and 0, in other bases, and the hyperbolic functions, in the manner of Math.h.

/// e^x − 1 for |x| up to 40.
INLINE vd exponential_minus_one_near(vd x) {
  vl n;
  vd p = exponential_parts(x, &n), scale = power_of_two(n);
  return p * scale + (scale - 1.0);
}

/// e^x − 1, exact for small x.
INLINE vd exponential_minus_one(vd x) {
  vd near = choose(x > 40.0, spread(40), x);
  near = choose(near < -40.0, spread(-40), near);
  vd y = choose(x > 40.0, exponential(x), exponential_minus_one_near(near));
  return choose(x == 0.0, x, y);
}

/// log(1 + x), exact for small x; −∞ at −1, NaN below.
INLINE vd logarithm_near_one(vd x) {
  vd w = 1.0 + x, y = logarithm(w) + (x - (w - 1.0)) / w;
  y = choose((w == __builtin_inf()) | (w == 0.0), logarithm(w), y);
  return choose(x == 0.0, x, y);
}

/// 2^n for whole n that fit, and near them.
INLINE vd two_to(vd n) {
  vl half = (vl)(n * 0.5 + WHOLE) - (vl)spread(WHOLE);
  vl whole = (vl)(n + WHOLE) - (vl)spread(WHOLE);
  return power_of_two(half) * power_of_two(whole - half);
}

/// Whole where x is a power of two.
INLINE vd logarithm_to_two(vd x) {
  vd y = logarithm(x);
  // log₂ e as a sum, so that the product is rounded about once.
  vd high = y * 1.44269504088896338700e+00;
  vd upper = upper_half(y), lower = y - upper;
  vd error = ((upper * 1.44269466400146484375e+00 - high) + lower * 1.44269466400146484375e+00) +
      y * 3.76887498563609911454e-07;
  vd z = high + error, whole = (z + WHOLE) - WHOLE;
  vl isPower = (magnitude(z) < 1080.0) & (two_to(choose(magnitude(z) < 1080.0, whole, z - z)) == x);
  z = choose(magnitude(z) < __builtin_inf(), z, y);
  return choose(isPower, whole, z);
}

/// Whole where x is a power of ten that a double holds exactly.
INLINE vd logarithm_to_ten(vd x) {
  vd y = logarithm(x);
  vd high = y * 4.34294481903251816668e-01;
  vd upper = upper_half(y), lower = y - upper;
  vd error = ((upper * 4.34294462203979492188e-01 - high) + lower * 4.34294462203979492188e-01) +
      y * 1.96992723354636274024e-08;
  vd z = high + error, whole = (z + WHOLE) - WHOLE;
  z = choose(magnitude(z) < __builtin_inf(), z, y);
  vd power = spread(1), square = spread(10);
  vl n = (vl)(whole + WHOLE) - (vl)spread(WHOLE);
  for (int bit = 0; bit < 5; bit++) {
    power = choose((n & ((int64_t)1 << bit)) != 0, power * square, power);
    square *= square;
  }
  vl isPower = (whole >= 0.0) & (whole <= 22.0) & (power == x);
  return choose(isPower, whole, z);
}

/// e^x · ½ without overflow before its result's.
INLINE vd half_exponential(vd x) {
  x = choose(x > 1000.0, spread(1000), x);
  vl n;
  vd y = 1.0 + exponential_parts(x, &n);
  n -= 1;
  vl half = n >> 1;
  return y * power_of_two(half) * power_of_two(n - half);
}

INLINE vd hyperbolic_sine(vd x) {
  vd a = magnitude(x), e = exponential_minus_one_near(choose(a > 22.0, spread(22), a));
  vd y = choose(a < 22.0, 0.5 * (e + e / (e + 1.0)), half_exponential(a));
  return with_sign_of(choose(a == 0.0, a, y), x);
}

INLINE vd hyperbolic_cosine(vd x) {
  vd a = magnitude(x), e = exponential(choose(a > 22.0, spread(22), a));
  return choose(a < 22.0, 0.5 * e + 0.5 / e, half_exponential(a));
}

#define LN2 6.93147180559945286227e-01

INLINE vd inverse_hyperbolic_sine(vd x) {
  vd a = magnitude(x), t = a * a, s = root(t + 1.0);
  vd y = logarithm_near_one(a + t / (1.0 + s));
  vl isFar = a > 2.68435456e8;
  vd far = logarithm(choose(isFar, a, 2.0 * a + 1.0 / (s + a))) + (vd)(isFar & (vl)spread(LN2));
  y = choose(a > 2.0, far, y);
  return with_sign_of(choose(a == 0.0, a, y), x);
}

/// NaN below 1.
INLINE vd inverse_hyperbolic_cosine(vd x) {
  vd t = x - 1.0, y = logarithm_near_one(t + root(2.0 * t + t * t));
  vl isFar = x > 2.68435456e8;
  vd far = logarithm(choose(isFar, x, 2.0 * x - 1.0 / (x + root(x * x - 1.0)))) +
      (vd)(isFar & (vl)spread(LN2));
  return choose(x < 1.0, spread(__builtin_nan("")), choose(x > 2.0, far, y));
}

/// ±∞ at ±1, NaN beyond.
INLINE vd inverse_hyperbolic_tangent(vd x) {
  vd a = magnitude(x), t = 2.0 * a;
  vd y = 0.5 * logarithm_near_one(choose(a < 0.5, t + t * a / (1.0 - a), t / (1.0 - a)));
  return with_sign_of(choose(a == 0.0, a, y), x);
}
