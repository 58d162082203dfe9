import Plots

/// What a page of its own adds to a chart: values beside the pointer at once, where a browser runs the few lines; without
/// them it shows the same words by itself, a moment later.
enum ChartReadout {
  static func style(_ theme: SVGTheme) -> String {
    let (paper, ink, box) =
      theme == .light ? ("#ffffff", "#1c1c1c", "#f4f4f4") : ("#16181d", "#e4e4e4", "#26292f")
    return "body { margin: 0; background: \(paper); } "
      + "svg { display: block; max-width: 100%; height: auto; margin: auto; } "
      + "#values { position: fixed; display: none; pointer-events: none; padding: 2px 8px; "
      + "font: 13px sans-serif; color: \(ink); background: \(box); border: 1px solid #8a8a8a; "
      + "border-radius: 4px; }"
  }

  static let script = """
    <div id="values"></div>
    <script>
    const box = document.getElementById("values");
    document.querySelectorAll("svg title").forEach(title => {
      const mark = title.parentNode, words = title.textContent;
      if (mark.tagName === "svg") return;
      title.remove();
      mark.addEventListener("pointerenter", () => { box.textContent = words; box.style.display = "block"; });
      mark.addEventListener("pointermove", at => {
        const left = Math.min(at.clientX + 14, innerWidth - box.offsetWidth - 4);
        box.style.left = left + "px";
        box.style.top = Math.max(at.clientY - 30, 4) + "px";
      });
      mark.addEventListener("pointerleave", () => { box.style.display = "none"; });
    });
    </script>

    """
}
