// Rows of floats as quantized rows, and windows of quantized images as rows.

INLINE qf some_floats(const float *x, int64_t n) {
  if (n >= 16) return *(const qf *)x;
  float lanes[16] = {0};
  for (int64_t i = 0; i < n; i++) lanes[i] = x[i];
  return *(qf *)lanes;
}

/// The scale and zero point that take low…high, 0 among them, to 0…255 (ONNX
/// DynamicQuantizeLinear).
INLINE void choose_range(float low, float high, float *scale, int32_t *zero) {
  float width = (high - low) / 255.0f;
  // Below this 1 / width is no number.
  if (!(width > 1e-37f)) {
    *scale = 1;
    *zero = 0;
    return;
  }
  float place = -low / width + 12582912.0f;
  int32_t bits;
  memcpy(&bits, &place, 4);
  bits -= 0x4B400000;
  *scale = width;
  *zero = bits < 0 ? 0 : bits > 255 ? 255 : bits;
}

/// Unit: a row [depth] as a quantized one; inputs[0] are the rows.
static void quantize_rows(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_quantized *p = call->parameters;
  int64_t depth = p->depth, stride = ROW_HEADER + (depth + 3) / 4;
  for (int64_t row = first; row < last; row++) {
    const float *x = (const float *)call->inputs[0] + row * depth;
    int32_t *to = (int32_t *)call->output + row * stride;
    float scale = (float)p->scale;
    int32_t zero = (int32_t)p->zero;
    if (p->isDynamic) {
      qf low = {0}, high = {0};
      for (int64_t i = 0; i < depth; i += 16) {
        qf v = some_floats(x + i, depth - i);
        low = chosen(v < low, v, low);
        high = chosen(v > high, v, high);
      }
      float least = 0, largest = 0;
      for (int i = 0; i < 16; i++) {
        least = low[i] < least ? low[i] : least;
        largest = high[i] > largest ? high[i] : largest;
      }
      choose_range(least, largest, &scale, &zero);
    }
    float inverse = 1.0f / scale;
    uint8_t *bytes = (uint8_t *)(to + ROW_HEADER);
    qi wrong = {0};
    int64_t i = 0;
    for (; i + 16 <= depth; i += 16) {
      if (LEAVES_AFTER(i)) return;
      qf v = *(const qf *)(x + i);
      wrong |= v != v;
      *(qb *)(bytes + i) = __builtin_convertvector((qu)quantized(v, inverse, zero), qb);
    }
    if (i < depth) {
      qf v = some_floats(x + i, depth - i);
      wrong |= v != v;
      uint8_t rest[16];
      *(qb *)rest = __builtin_convertvector((qu)quantized(v, inverse, zero), qb);
      memcpy(bytes + i, rest, (size_t)((depth - i + 3) / 4 * 4));
    }
    int isWrong = 0;
    for (int lane = 0; lane < 16; lane++) isWrong |= wrong[lane];
    if (isWrong) scale = __builtin_nanf("");
    memcpy(to, &scale, 4);
    to[1] = zero;
  }
}

/// Unit: one row of one image's windows. inputs[0] are quantized images [rows × columns × channels];
/// a window becomes a row [taps × taps × channels], with the zero point where there is padding.
static void quantized_patches(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_convolution *p = call->parameters;
  const nabla_window *rows = &p->rows, *columns = &p->columns;
  int64_t channels = p->inputs, line = columns->input * channels;
  int64_t image = ROW_HEADER + (rows->input * line + 3) / 4;
  int64_t width = columns->taps * channels, depth = rows->taps * width;
  int64_t stride = ROW_HEADER + (depth + 3) / 4;
  for (int64_t unit = first; unit < last; unit++) {
    const int32_t *from = (const int32_t *)call->inputs[0] + unit / rows->output * image;
    const uint8_t *pixels = (const uint8_t *)(from + ROW_HEADER);
    int64_t top = unit % rows->output * rows->stride - rows->padding;
    int32_t *to = (int32_t *)call->output + unit * columns->output * stride;
    int zero = from[1];
    for (int64_t j = 0; j < columns->output; j++, to += stride) {
      int64_t left = j * columns->stride - columns->padding;
      to[0] = from[0];
      to[1] = zero;
      uint8_t *bytes = (uint8_t *)(to + ROW_HEADER);
      for (int64_t k = 0; k < rows->taps; k++, bytes += width) {
        int64_t y = top + k * rows->dilation;
        if (y < 0 || y >= rows->input) {
          memset(bytes, zero, (size_t)width);
          continue;
        }
        const uint8_t *source = pixels + y * line;
        if (columns->dilation == 1 && left >= 0 && left + columns->taps <= columns->input) {
          memcpy(bytes, source + left * channels, (size_t)width);
          continue;
        }
        for (int64_t l = 0; l < columns->taps; l++) {
          int64_t x = left + l * columns->dilation;
          if (x < 0 || x >= columns->input)
            memset(bytes + l * channels, zero, (size_t)channels);
          else
            memcpy(bytes + l * channels, source + x * channels, (size_t)channels);
        }
      }
      for (int64_t rest = depth; rest % 4; rest++) *bytes++ = 0;
    }
  }
}
