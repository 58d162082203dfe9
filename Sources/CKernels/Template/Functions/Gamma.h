// The logarithm of the gamma function and its derivatives, in the manner of Math.h.
//
// Around its zeros 1 and 2 by its power series, whose coefficients are 1 − γ and (−1)ᵏ·(ζ(k) − 1)/k; from 8 and 10 on
// by Stirling's series (Abramowitz and Stegun 6.1.33, 6.1.41, 6.3.18, 6.4.11).

#define PI 3.14159265358979311600e+00

/// log Γ(2 + z) for |z| up to ½.
INLINE vd log_gamma_around_two(vd z) {
  return z * POLYNOMIAL(z, 0.42278433509846713, 0.3224670334241132, -0.0673523010531981,
      0.020580808427784546, -0.007385551028673986, 0.0028905103307415234, -0.001192753911703261,
      0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-05,
      -4.492623673813314e-05, 2.050721277567069e-05, -9.439488275268397e-06,
      4.374866789907488e-06, -2.039215753801366e-06, 9.55141213040742e-07,
      -4.492469198764566e-07, 2.1207184805554665e-07, -1.0043224823968099e-07,
      4.7698101693639804e-08, -2.2711094608943164e-08, 1.0838659214896955e-08,
      -5.183475041970047e-09, 2.4836745438024785e-09, -1.1921401405860912e-09,
      5.731367241678862e-10, -2.7595228851242334e-10);
}

/// For u ≥ 0.
INLINE vd log_gamma_of_positive(vd u) {
  // One and a half to two and a half, by taking factors away.
  vd z = choose(u < 8.0, u, spread(2)), factors = spread(1);
  for (int step = 0; step < 6; step++) {
    vl isFar = z >= 2.5;
    z = choose(isFar, z - 1.0, z);
    factors = choose(isFar, factors * z, factors);
  }
  vl below = u < 0.5, around1 = ~below & (u < 1.5);
  vd t = choose(below, u, choose(around1, u - 1.0, z - 2.0));
  vd near = log_gamma_around_two(t);
  near -= (vd)((below | around1) & (vl)logarithm_near_one(t));
  near += logarithm(choose(below, 1.0 / u, factors));
  vd w = 1.0 / (u * u);
  vd series = POLYNOMIAL(w, 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188,
      -691.0 / 360360, 1.0 / 156, -3617.0 / 122400) / u;
  vd far = (u - 0.5) * (logarithm(u) - 1.0) + (0.41893853320467274178 + series);
  return choose(u < 8.0, near, choose(u == __builtin_inf(), u, far));
}

/// x − the nearest whole number.
INLINE vd beyond_whole(vd x) {
  // Beyond 2^52 all numbers are whole.
  return choose(magnitude(x) < 4503599627370496.0, x - __builtin_elementwise_roundeven(x), x - x);
}

/// log |Γ(x)|; ∞ at 0 and the negative whole numbers.
INLINE vd log_gamma(vd x) {
  vd u = magnitude(x), y = log_gamma_of_positive(u), r = beyond_whole(x);
  vd turned = magnitude(u * turned_sine(PI * r, 0));
  vd left = 1.14472988584940017414 - logarithm(turned) - y;
  left = choose((r == 0.0) | (u == __builtin_inf()), spread(__builtin_inf()), left);
  return choose((x < 0.0) & (x == x), left, y);
}

/// ψ(x) = (log Γ)′; NaN at the negative whole numbers, ∓∞ at ±0.
INLINE vd digamma(vd x) {
  vd z = choose(x < 0.5, 1.0 - x, x), sum = spread(0);
  for (int step = 0; step < 10; step++) {
    vl isNear = z < 10.0;
    sum -= (vd)(isNear & (vl)(1.0 / z));
    z = choose(isNear, z + 1.0, z);
  }
  vd w = 1.0 / (z * z);
  vd series = w * POLYNOMIAL(w, 1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132,
      -691.0 / 32760, 1.0 / 12, -3617.0 / 8160);
  vd y = sum + (logarithm(z) - 0.5 / z - series), r = beyond_whole(x);
  y = choose(x < 0.5, y - PI / tangent(PI * r), y);
  y = choose((x < 0.0) & (r == 0.0), spread(__builtin_nan("")), y);
  y = choose(x == 0.0, -1.0 / x, y);
  return choose(x != x, x, y);
}

/// The derivative of order n ≥ 1 of ψ: (−1)ⁿ⁺¹·n!·Σ 1/(x + k)ⁿ⁺¹ over k ≥ 0; ∞ or NaN at whole numbers up to 0, NaN below −10,000.
static double polygamma(double x, int n) {
  if (!(x > -1e4) || n < 1 || n > 60) return __builtin_nan("");
  double sign = n % 2 ? 1 : -1, factorial = 1, sum = 0, z = x;
  for (int i = 2; i <= n; i++) factorial *= i;
  for (; z < 16 + n; z += 1) {
    if (z == 0) return n % 2 ? __builtin_inf() : x == 0 ? -1 / x : __builtin_nan("");
    double power = z;
    for (int i = 0; i < n; i++) power *= z;
    sum += 1 / power;
  }
  if (z == __builtin_inf()) return 0 * sign;
  double power = 1;
  for (int i = 0; i < n; i++) power *= z;
  // B₂ₖ/(2k)!·(2k + n − 1)!/n! of k = 1, 2, …, each with the step from the one before.
  static const double bernoulli[8] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66,
      -691.0 / 2730, 7.0 / 6, -3617.0 / 510};
  double tail = 1.0 / n + 0.5 / z, rising = 1, w = 1 / (z * z), scale = w;
  for (int k = 1; k <= 8; k++) {
    // rising = (2k + n − 1)! / (n! (2k)!)
    rising = k == 1 ? (n + 1) / 2.0
        : rising * (2 * k + n - 1) * (2 * k + n - 2) / ((2.0 * k) * (2 * k - 1));
    tail += bernoulli[k - 1] * rising * scale;
    scale *= w;
  }
  return sign * factorial * (sum + tail / power);
}
