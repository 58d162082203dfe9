/// How the page looks: light and dark as the reader has it, from 320 pixels on.
enum PageStyle {
  static let text = """
    :root { color-scheme: light dark; --ink: #1b1d22; --paper: #ffffff; --soft: #667; --line: #c9ccd4;
      --accent: #1f6feb; --bar: #9cc2ff; --wrong: #b3261e }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e8eaf0; --paper: #15171c; --soft: #9aa; --line: #3a3f4a; --accent: #79aaff;
        --bar: #2f5fa8; --wrong: #ff8a80 }
    }
    * { box-sizing: border-box }
    body { margin: 0 auto; max-width: 44rem; padding: 1rem; color: var(--ink); background: var(--paper);
      font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
    header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; justify-content: space-between }
    h1 { font-size: 1.4rem; margin: 0 0 .5rem }
    a { color: var(--accent) }
    form { display: grid; gap: .75rem; margin: .5rem 0 1rem }
    form[hidden] { display: none }
    .field { display: grid; grid-template-columns: minmax(7rem, 1fr) 2fr; gap: .25rem .75rem; align-items: center }
    @media (max-width: 420px) { .field { grid-template-columns: 1fr } }
    input, select, textarea, button { font: inherit; color: inherit; background: transparent; width: 100%;
      border: 1px solid var(--line); border-radius: .35rem; padding: .35rem .5rem; min-width: 0 }
    select option { background: var(--paper) }
    textarea { min-height: 6rem; font-family: ui-monospace, monospace }
    button { width: auto; justify-self: start; cursor: pointer; border-color: var(--accent); color: var(--accent) }
    button:disabled { opacity: .5; cursor: default }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
    .note { color: var(--soft); font-size: .85rem }
    .wrong { color: var(--wrong) }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem }
    canvas { border: 1px solid var(--line); touch-action: none; width: min(100%, 18rem); image-rendering: pixelated;
      background: #000 }
    table { border-collapse: collapse; width: 100% }
    td { padding: .15rem .5rem .15rem 0 }
    td.number { text-align: right; font-variant-numeric: tabular-nums; width: 6rem }
    td.share { width: 40% }
    meter { width: 100% }
    .big { font-size: 1.3rem; margin: .25rem 0 }
    .text, pre { white-space: pre-wrap; font-family: ui-monospace, monospace; margin: .25rem 0 }
    pre { font-size: .8rem; border: 1px solid var(--line); border-radius: .35rem; padding: .5rem; max-height: 16rem;
      overflow: auto }

    """
}
