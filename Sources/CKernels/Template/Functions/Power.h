// x^y, one number at a time, to a unit or two in the last place of a double.

/// The logarithm of a positive number as a sum of two doubles.
static double logarithm_pair(double x, double *low) {
  int exponent;
  double m = __builtin_frexp(x, &exponent);
  if (m < 0.70710678118654752440) { m *= 2; exponent -= 1; }
  double f = m - 1, d = 2 + f, s = f / d;
  // What rounding took from the quotient f / (2 + f).
  double dropped = f - (d - 2);
  double lost = (__builtin_fma(-s, d, f) - s * dropped) / d;
  double z = s * s, rest = 0;
  for (int k = 21; k >= 3; k -= 2) rest = (rest + 2.0 / k) * z;
  double head = 2 * s, base = exponent * LN2_HIGH, high = base + head, back = high - base;
  double tail = (base - (high - back)) + (head - back);
  tail += s * rest + 2 * lost + exponent * LN2_LOW;
  double sum = high + tail;
  *low = tail - (sum - high);
  return sum;
}

/// x^n by repeated multiplication of pairs, so that whole results come out exact.
static double whole_power(double x, int n) {
  double high = 1, low = 0, base = x, base_low = 0;
  for (;; n >>= 1) {
    if (n & 1) {
      double p = high * base;
      low = __builtin_fma(high, base, -p) + (high * base_low + low * base);
      high = p;
    }
    if (n <= 1) break;
    double p = base * base;
    base_low = __builtin_fma(base, base, -p) + 2 * base * base_low;
    base = p;
  }
  double sum = high + low;
  return sum == sum ? sum : high;
}

/// x^y with the special values of C's pow.
static double raised(double x, double y) {
  double size = __builtin_fabs(y);
  int is_whole = y == __builtin_floor(y);
  if (is_whole && size <= 64) {
    double result = whole_power(x, (int)size);
    return y < 0 ? 1 / result : result;
  }
  if (x == 1) return 1;
  if (x != x || y != y) return __builtin_nan("");
  double infinity = __builtin_inf(), base = __builtin_fabs(x);
  // Beyond 2^53 every whole number is even.
  int is_odd = is_whole && size < 9007199254740992.0 && ((int64_t)size & 1);
  if (size == infinity || base == 0 || base == infinity) {
    if (base == 1) return 1;
    double result = (base > 1) == (y > 0) ? infinity : 0;
    return is_odd && __builtin_signbit(x) ? -result : result;
  }
  if (x < 0 && !is_whole) return __builtin_nan("");
  double low, high = logarithm_pair(base, &low);
  double product = y * high, error = __builtin_fma(y, high, -product) + y * low;
  vd e = exponential(spread(product));
  double result = e[0];
  if (result > 0 && result < infinity) result += result * error;
  return x < 0 && is_odd ? -result : result;
}
