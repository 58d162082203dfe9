/// How pages of sessions look: on screens of any width, light and dark, and on paper.
enum PageStyle {
  static let sheet = """
    :root {
      --paper: #ffffff; --ink: #1c1c1c; --faint: #5f6368; --line: #dadce0; --code: #f6f7f9;
      --link: #0b57d0; --keyword: #8c1d7c; --verb: #0b57d0; --layer: #7a4a00; --function: #0b57d0;
      --number: #0a6640; --string: #0a6640; --comment: #5f6368; --error: #b3261e; --accent: #0b57d0;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #16181c; --ink: #e4e6ea; --faint: #a3a9b3; --line: #3a3f47; --code: #1f2329;
        --link: #8ab4f8; --keyword: #e29bd8; --verb: #8ab4f8; --layer: #e6b566; --function: #8ab4f8;
        --number: #81c995; --string: #81c995; --comment: #a3a9b3; --error: #f28b82; --accent: #8ab4f8;
      }
      figure.ink svg { filter: invert(0.91) hue-rotate(180deg); }
    }
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
    body { margin: 0; font: 1.05rem/1.6 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
    main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; overflow-wrap: break-word; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; }
    h1 { font-size: 1.9rem; margin-top: 0.5em; }
    h2 { font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.2em; }
    h3 { font-size: 1.15rem; }
    a { color: var(--link); }
    a.place { color: var(--faint); text-decoration: none; font-weight: normal; visibility: hidden; }
    h1:hover .place, h2:hover .place, h3:hover .place, h4:hover .place, .place:focus { visibility: visible; }
    code, pre { font: 0.88rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    :not(pre) > code { background: var(--code); border-radius: 4px; padding: 0.1em 0.3em; }
    pre { margin: 1em 0; padding: 0.75em 1em; overflow-x: auto; background: var(--code); border-radius: 6px; }
    pre.program { border-left: 3px solid var(--accent); border-radius: 0 6px 6px 0; margin-bottom: 0.5em; }
    pre.out { background: none; border: 1px solid var(--line); margin: 0.5em 0; }
    pre.error { border-color: var(--error); color: var(--error); }
    .cell { margin: 1.5em 0; }
    .exercise, .question { border: 1px solid var(--line); border-radius: 8px; padding: 0.25em 1em 0.75em; margin: 1.5em 0; }
    .label { font-weight: 600; color: var(--accent); margin: 0.5em 0; }
    .options { list-style: none; padding-left: 0.5em; }
    details { margin: 0.5em 0; }
    summary { cursor: pointer; color: var(--faint); }
    figure { margin: 0.75em 0; }
    figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; border-radius: 6px; }
    img { max-width: 100%; height: auto; }
    .wide { overflow-x: auto; }
    .report h3 { margin: 0.5em 0; font-size: 1rem; }
    table { border-collapse: collapse; margin: 0.75em 0; font-size: 0.95rem; }
    th, td { padding: 0.25em 0.9em 0.25em 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
    blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid var(--line); color: var(--faint); }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
    .picture, .math { font-style: italic; }
    .keyword { color: var(--keyword); } .verb { color: var(--verb); font-weight: 600; }
    .layer { color: var(--layer); } .function { color: var(--function); } .number { color: var(--number); }
    .string { color: var(--string); } .comment { color: var(--comment); font-style: italic; }
    .error { color: var(--error); }
    @media print {
      :root {
        --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --code: #ffffff;
        --link: #000000; --keyword: #8c1d7c; --verb: #0b57d0; --layer: #7a4a00; --function: #0b57d0;
        --number: #0a6640; --string: #0a6640; --comment: #444444; --error: #b3261e; --accent: #666666;
      }
      html { font-size: 11px; }
      main { max-width: none; padding: 0; }
      figure.ink svg { filter: none; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); orphans: 4; widows: 4;
        -webkit-box-decoration-break: clone; box-decoration-break: clone; }
      th, td { overflow-wrap: anywhere; }
      figure, tr, pre.program, .question, .exercise, blockquote, li { break-inside: avoid; }
      h1, h2, h3, h4, pre.program, thead { break-after: avoid; }
      p { orphans: 3; widows: 3; }
      figure svg { max-height: 9cm; width: auto; }
      .place, figure details { display: none; }
      .wide { overflow-x: visible; }
    }

    """
}
