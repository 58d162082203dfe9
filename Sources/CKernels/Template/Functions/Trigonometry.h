// Sine, cosine and the error function, in the manner of Math.h.

#include <math.h>

/// x − k·π/2 as high + low for |x| up to 2^20·π/2, by pieces of π/2 (Cody and Waite, 1980).
INLINE vd quarter_turns(vd x, vl *quadrant, vd *low) {
  vd shifted = x * 6.36619772367581382433e-01 + WHOLE;
  vd k = shifted - WHOLE;
  *quadrant = (vl)shifted;
  vd t = x - k * 1.57079632673412561417e+00;
  vd w = k * 6.07710050630396597660e-11;
  vd r = t - w;
  w = k * 2.02226624879595063154e-21 - ((t - r) - w);
  vd y = r - w;
  *low = (r - y) - w;
  return y;
}

INLINE vd sine_of_small(vd x, vd low) {
  vd z = x * x, v = z * x;
  vd r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 +
      z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 +
      z * 1.58969099521155010221e-10)));
  return x - ((z * (0.5 * low - v * r) - low) - v * -1.66666666666666324348e-01);
}

INLINE vd cosine_of_small(vd x, vd low) {
  vd z = x * x, w = z * z;
  vd r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 +
      z * 2.48015872894767294178e-05)) + w * w * (-2.75573143513906633035e-07 +
      z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11));
  vd half = 0.5 * z, one = 1.0 - half;
  return one + (((1.0 - one) - half) + (z * r - x * low));
}

/// sin(x + shift·π/2). Beyond 2^20·π/2 the C library answers.
INLINE vd turned_sine(vd x, int64_t shift) {
  vl quadrant;
  vd low, r = quarter_turns(x, &quadrant, &low);
  quadrant += shift;
  vd y = choose((quadrant & 1) == 1, cosine_of_small(r, low), sine_of_small(r, low));
  y = (vd)((vl)y ^ ((quadrant & 2) << 62));
  vl far = ~(magnitude(x) < 1.6e6);
  for (int i = 0; i < 8; i++)
    if (far[i]) y[i] = shift ? cos(x[i]) : sin(x[i]);
  return y;
}
INLINE vd sine(vd x) { return choose(x == 0.0, x, turned_sine(x, 0)); }
INLINE vd cosine(vd x) { return turned_sine(x, 1); }

#define POLYNOMIAL(x, ...) polynomial(x, (const double[]){__VA_ARGS__}, \
    sizeof((const double[]){__VA_ARGS__}) / sizeof(double))
INLINE vd polynomial(vd x, const double *c, int count) {
  vd y = spread(c[count - 1]);
  for (int i = count - 2; i >= 0; i--) y = c[i] + x * y;
  return y;
}

INLINE vd error_function(vd x) {
  vd a = magnitude(x), z = x * x, s = a - 1.0, t = 1.0 / z;
  vd small = x + x * (POLYNOMIAL(z, 1.28379167095512558561e-01, -3.25042107247001499370e-01,
      -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05) /
      POLYNOMIAL(z, 1, 3.97917223959155352819e-01, 6.50222499887672944485e-02,
      5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827877536812320e-06));
  vd middle = 8.45062911510467529297e-01 + POLYNOMIAL(s, -2.36211856075265944077e-03,
      4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01,
      -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03) /
      POLYNOMIAL(s, 1, 1.06420880400844228286e-01, 5.40397917702171048937e-01,
      7.18286544141962662868e-02, 1.26171219808761642112e-01, 1.36370839120290507362e-02,
      1.19844998467991074170e-02);
  vd near = POLYNOMIAL(t, -9.86494403484714822705e-03, -6.93858572707181764372e-01,
      -1.05586262253232909814e+01, -6.23753324503260060396e+01, -1.62396669462573470355e+02,
      -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00) /
      POLYNOMIAL(t, 1, 1.96512716674392571292e+01, 1.37657754143519042600e+02,
      4.34565877475229228821e+02, 6.45387271733267880336e+02, 4.29008140027567833386e+02,
      1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02);
  vd distant = POLYNOMIAL(t, -9.86494292470009928597e-03, -7.99283237680523006574e-01,
      -1.77579549177547519889e+01, -1.60636384855821916062e+02, -6.37566443368389627722e+02,
      -1.02509513161107724954e+03, -4.83519191608651397019e+02) /
      POLYNOMIAL(t, 1, 3.03380607434824582924e+01, 3.25792512996573918826e+02,
      1.53672958608443695994e+03, 3.19985821950859553908e+03, 2.55305040643316442583e+03,
      4.74528541206955367215e+02, -2.24409524465858183362e+01);
  vd quotient = choose(a < 1.0 / 0.35, near, distant);
  vd high = (vd)((vl)a & (int64_t)0xffffffff00000000);
  vd tail = exponential(-high * high - 0.5625) * exponential((high - a) * (high + a) + quotient);
  vd y = choose(a < 1.25, middle, 1.0 - tail / a);
  y = choose(a < 6.0, y, spread(1));
  y = choose(a < 0.84375, small, with_sign_of(y, x));
  return choose(x != x, x, y);
}
