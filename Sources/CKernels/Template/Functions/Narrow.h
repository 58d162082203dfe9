// Elementary functions of numbers that come from float32 and go back there, in the manner of Math.h.
//
// They err by less than 2^-35 of the result: rounded to float32 they are right to 0.501 units in
// the last place, as the longer ones are. Polynomials fitted for the purpose.

/// The coefficient of each lane's interval.
#ifdef LOOK_UP_8
#define looked_up LOOK_UP_8
#else
INLINE vd looked_up(const double *table, vl index) {
  vd result;
  for (int i = 0; i < 8; i++) result[i] = table[index[i] & 7];
  return result;
}
#endif

/// e^x = (1 + result) · 2^n, with the result exact to 2^-37 of itself, for |x| up to 700.
INLINE vd narrow_exponential_parts(vd x, vl *n) {
  vd shifted = x * 1.44269504088896338700e+00 + WHOLE;
  *n = (vl)shifted - (vl)spread(WHOLE);
  vd r = x - (shifted - WHOLE) * 6.93147180559945309417e-01, square = r * r;
  vd low = 0.49999999999749 + r * 0.16666666752747528;
  vd middle = 0.04166666694914659 + r * 0.008333289395463014;
  vd high = 0.0013888810099958629 + r * 0.0001990471169287513;
  return r + square * (low + square * (middle + square * (high + square * 2.4882182096829104e-05)));
}

INLINE vd narrow_exponential(vd x) {
  x = choose(x > 700.0, spread(700), x);
  vl n, isZero = x < -700.0;
  vd y = 1.0 + narrow_exponential_parts(x, &n);
  return (vd)(~isZero & (vl)(y * power_of_two(n)));
}

INLINE vd narrow_hyperbolic_tangent(vd x) {
  vd a = 2.0 * magnitude(x);
  a = choose(a > 20.0, spread(20), a);
  vl n;
  vd p = narrow_exponential_parts(a, &n), scale = power_of_two(n);
  vd e = p * scale + (scale - 1.0);
  return with_sign_of(e / (e + 2.0), x);
}

INLINE vd narrow_sigmoid(vd x) { return 1.0 / (1.0 + narrow_exponential(-x)); }

/// A polynomial of degree 9 in the distance from the start of one of eight equal intervals.
INLINE vd piecewise(const double table[10][8], vd a, double perUnit, double width) {
  vd shifted = a * perUnit - 0.5 + WHOLE;
  vl index = (vl)shifted;
  vd t = a - (shifted - WHOLE) * width, y = looked_up(table[9], index);
  for (int i = 8; i >= 0; i--) y = looked_up(table[i], index) + t * y;
  return y;
}

/// By intervals of ½; from 4 on it rounds to 1.
static const double error_function_table[10][8] = {
  {0.0, 0.5204998778127923, 0.8427007929483606, 0.9661051464760961,
   0.9953222650189876, 0.9995930479824547, 0.9999779095030058, 0.9999992569016313},
  {1.1283791670693017, 0.8787825790139429, 0.41510749798221214, 0.11893028890873164,
   0.02066698533793285, 0.0021782842717539856, 0.00013925305060895313, 5.3994248155399516e-06},
  {8.320980182663362e-09, -0.4393912932057324, -0.4151075356732094, -0.17839541305745926,
   -0.04133396949746517, -0.005445713345253237, -0.0004177590767848743, -1.8897861918631684e-05},
  {-0.3761268235797522, -0.1464637074366207, 0.13837017494717552, 0.13875147307134966,
   0.04822293042044796, 0.008350161473727734, 0.0007890988634729516, 4.229207475277652e-05},
  {8.716835679123031e-06, 0.1830795956115978, 0.06917105863755998, -0.04459198018512734,
   -0.03444444383804541, -0.008623325440294828, -0.0010443789785685993, -6.767227082568796e-05},
  {0.11275075375963793, 0.007318139641633886, -0.06908023630951582, -0.014917299875367588,
   0.013084420591235463, 0.00612458309210625, 0.001016444984673308, 8.176822918476068e-05},
  {0.00048491019114556836, -0.049982502674544994, 0.004119801389934168, 0.01955521764851615,
   0.0004849364919042115, -0.00283218565538736, -0.0007378265413292525, -7.611438791241212e-05},
  {-0.028419710577169525, 0.005087275550083356, 0.01660592717165737, -0.005372180166079357,
   -0.003470087596928202, 0.0006403218077844246, 0.0003910769695146518, 5.341543278095949e-05},
  {0.002765662737581839, 0.011011913689679052, -0.007400417499296812, -0.0013485449108692226,
   0.0018014340126534095, 8.635595769706871e-05, -0.00013907023182451925, -2.5614675626226005e-05},
  {0.002963557156426415, -0.0038590734190484576, 0.0008115108520687141, 0.000893561738503267,
   -0.00035735659574448865, -7.413051397007322e-05, 2.5374183367063203e-05, 6.257242295998744e-06},
};
INLINE vd narrow_error_function(vd x) {
  vd a = magnitude(x);
  a = choose(a > 3.9999, spread(3.9999), a);
  return with_sign_of(piecewise(error_function_table, a, 2, 0.5), x);
}
