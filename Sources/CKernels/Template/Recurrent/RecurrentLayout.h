// How recurrent cells lie in memory: planes of `units` numbers for each step of each row.

typedef struct recurrent_layout {
  /// Products with the state; planes of a step's record; planes of its slopes.
  int gates, planes, slopes;
} recurrent_layout;

/// Records: simple h · LSTM i f g o c h · GRU z r ĥ q h, where q is the state's part of ĥ.
/// Slopes are those of what goes into the gates; a GRU's last plane is that of q.
static const recurrent_layout recurrent_layouts[] = {
  [nabla_cell_simple] = {1, 1, 1}, [nabla_cell_lstm] = {4, 6, 4}, [nabla_cell_gru] = {3, 5, 4},
};

/// The plane into which a gate's product with the state goes.
static inline int64_t recurrent_plane(int64_t cell, int gate) {
  return cell == nabla_cell_gru && gate == 2 ? 3 : gate;
}

/// The step that is computed at position `s`.
static inline int64_t recurrent_step(const nabla_recurrence *p, int64_t s) {
  return p->reversed ? p->steps - 1 - s : s;
}

static inline const void *recurrent_operand(const nabla_call *call, int64_t index) {
  return index < 0 ? NULL : call->inputs[index];
}
