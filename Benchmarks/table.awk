# JSON lines of nabla-bench and the peers → one Markdown row per workload and thread count.
# Each cell is the median over the rounds; the last columns are the peers' time over nabla's.

function field(name,    at, rest) {
  at = index($0, "\"" name "\":")
  if (!at) return ""
  rest = substr($0, at + length(name) + 3)
  sub(/^ */, "", rest)
  sub(/[,}].*/, "", rest)
  gsub(/"/, "", rest)
  return rest
}

function median(key,    n, i, j, t, v) {
  n = count[key]
  for (i = 1; i <= n; i++) v[i] = times[key, i]
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
  return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

function worded(ms) {
  if (ms >= 1000) return sprintf("%.2f s", ms / 1000)
  if (ms >= 1) return sprintf("%.1f ms", ms)
  return sprintf("%.2f µs", ms * 1000)
}

/^\{/ {
  row = field("wl") " (" field("unit") ")|" field("threads")
  if (!(row in seen)) { seen[row] = 1; rows[++rowCount] = row }
  key = row "|" field("fw")
  times[key, ++count[key]] = field("median_ms") + 0
}

END {
  print "| workload | threads | nabla | PyTorch | Keras | PyTorch : nabla | Keras : nabla |"
  print "|---|--:|--:|--:|--:|--:|--:|"
  for (r = 1; r <= rowCount; r++) {
    split(rows[r], part, "|")
    line = "| " part[1] " | " part[2] " |"
    for (f = 1; f <= 3; f++) {
      key = rows[r] "|" (f == 1 ? "nabla" : f == 2 ? "PyTorch" : "Keras")
      value[f] = count[key] ? median(key) : 0
      line = line " " (value[f] ? worded(value[f]) : "–") " |"
    }
    for (f = 2; f <= 3; f++)
      line = line " " (value[1] && value[f] ? sprintf("%.1f×", value[f] / value[1]) : "–") " |"
    print line
  }
}
