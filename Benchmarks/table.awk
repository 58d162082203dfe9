# JSON lines of nabla-bench and the peers → one Markdown row per workload and thread count.
# Each cell is the median over the rounds, with the ratio to nabla's in brackets. `kind` is wall
# (the default), processor (time of all threads together) or memory (the largest resident set).

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
  if (kind == "memory") return sprintf("%d MB", ms)
  if (ms >= 1000) return sprintf("%.2f s", ms / 1000)
  if (ms >= 1) return sprintf("%.1f ms", ms)
  return sprintf("%.1f µs", ms * 1000)
}

BEGIN {
  member = kind == "processor" ? "cpu_ms" : kind == "memory" ? "peak_mb" : "median_ms"
}

/^\{/ {
  if (field(member) == "") next
  framework = field("fw")
  if (!(framework in known)) { known[framework] = 1; frameworks[++frameworkCount] = framework }
  row = field("wl") ", one " field("unit") "|" field("threads")
  if (!(row in seen)) { seen[row] = 1; rows[++rowCount] = row }
  key = row "|" framework
  times[key, ++count[key]] = field(member) + 0
}

END {
  heading = "| " (kind ? kind : "wall") ": workload | threads |"
  rule = "|---|--:|"
  for (f = 1; f <= frameworkCount; f++) { heading = heading " " frameworks[f] " |"; rule = rule "--:|" }
  print heading
  print rule
  for (r = 1; r <= rowCount; r++) {
    split(rows[r], part, "|")
    line = "| " part[1] " | " part[2] " |"
    ours = count[rows[r] "|nabla"] ? median(rows[r] "|nabla") : 0
    for (f = 1; f <= frameworkCount; f++) {
      key = rows[r] "|" frameworks[f]
      if (!count[key]) { line = line " – |"; continue }
      value = median(key)
      ratio = ours && frameworks[f] != "nabla" ? sprintf(" (%.1f×)", value / ours) : ""
      line = line " " worded(value) ratio " |"
    }
    print line
  }
}
