/// The page's document; the form comes by its script.
enum PageText {
  static let html = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>nabla</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/page.css">
    <script src="/page.js" defer></script>
    </head>
    <body>
    <header><h1 id="name">nabla</h1><a href="/openapi.json">openapi.json</a></header>
    <main>
    <form id="access" hidden>
    <label for="token">Token</label>
    <input id="token" type="password" autocomplete="off">
    <button type="submit">Use it</button>
    </form>
    <form id="ask"></form>
    <section aria-live="polite"><output id="answer"></output></section>
    <details id="raw" hidden><summary>Request and answer</summary>
    <pre id="request"></pre><pre id="response"></pre></details>
    </main>
    <noscript>The form needs JavaScript. The interface itself is described in openapi.json.</noscript>
    </body>
    </html>

    """
}
