/// The page's script: makes the form that suits the model, asks, and shows the answer. Foreign text is only ever text.
enum PageScript {
  static let text = forms + asking + showing

  private static let forms = #"""
    "use strict";
    const byId = (id) => document.getElementById(id);
    let token = "";
    let facts = null;

    function make(tag, attributes = {}, ...children) {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (value === true) element.setAttribute(name, "");
        else if (value !== false && value !== null) element.setAttribute(name, value);
      }
      element.append(...children);
      return element;
    }

    function labelled(id, text, control, note) {
      control.id = id;
      const row = make("div", { class: "field" }, make("label", { for: id }, text), control);
      if (note) row.append(make("span"), make("span", { class: "note" }, note));
      return row;
    }

    function fieldControl(field) {
      if (field.words.length > 0) {
        const select = make("select");
        if (field.null) select.append(make("option", { value: "" }, "nothing"));
        field.words.forEach((word, place) => select.append(make("option", { value: place }, word)));
        return select;
      }
      const type = { number: "number", whole: "number", date: field.times ? "datetime-local" : "date" }[field.kind] || "text";
      return make("input", { type, step: "any", required: !field.null && field.kind !== "text" });
    }

    function fieldValue(field, control) {
      const text = control.value;
      if (field.words.length > 0) return text === "" ? null : field.words[Number(text)];
      if (text === "" && (field.null || field.kind !== "text")) return null;
      return field.kind === "number" || field.kind === "whole" ? Number(text) : text;
    }

    // Each form is a list of rows, what makes an instance of them, and what fills them with one.
    const kinds = {
      fields() {
        const controls = facts.fields.map(fieldControl);
        const rows = facts.fields.map((field, place) => labelled("field-" + place, field.name, controls[place],
          field.range ? "in training " + field.range[0] + " to " + field.range[1] : null));
        return [rows, async () => Object.fromEntries(
          facts.fields.map((field, place) => [field.name, fieldValue(field, controls[place])])),
          (row) => facts.fields.forEach((field, place) => {
            const value = row[field.name];
            const word = field.words.indexOf(String(value));
            const isUnseen = field.words.length > 0 && word < 0 && value !== null && value !== undefined;
            if (isUnseen) throw new Error(field.name + ": training has not seen " + JSON.stringify(value));
            const text = value === null || value === undefined ? "" : word < 0 ? String(value) : word;
            controls[place].value = text;
            // A time where a day is asked for, or the other way round, is left as it is written.
            if (field.kind === "date" && controls[place].value === "" && text !== "") {
              controls[place].type = "text";
              controls[place].value = text;
            }
          })];
      },
      series() {
        const area = make("textarea", { rows: 10, required: true });
        const names = facts.fields.map((field) => field.name);
        const cell = (name, text) => {
          const field = facts.fields.find((field) => field.name === name);
          if (text === "") return field && field.kind === "text" ? "" : null;
          const isNumber = field && (field.kind === "number" || field.kind === "whole");
          return isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
        };
        area.value = names.join(",") + "\n";
        return [[labelled("rows", "Rows", area, "a line for each row, oldest first; the first line names the columns")],
          async () => {
            const [head, ...lines] = area.value.split(/\r?\n/).filter((line) => line.trim() !== "")
              .map((line) => line.split(",").map((text) => text.trim()));
            return lines.map((texts) => Object.fromEntries(head.map((name, place) => [name, cell(name, texts[place] || "")])));
          },
          (rows) => {
            const lines = rows.map((row) => names.map((name) => row[name] ?? "").join(","));
            area.value = [names.join(","), ...lines].join("\n") + "\n";
          }];
      },
      text() {
        const area = make("textarea");
        return [[labelled("text", "Text", area)], async () => area.value, (text) => { area.value = text; }];
      },
      picture() {
        const canvas = make("canvas", { width: 280, height: 280, "aria-label": "Draw here" });
        const file = make("input", { type: "file", accept: "image/png,image/jpeg" });
        const clear = make("button", { type: "button" }, "Clear");
        const pen = canvas.getContext("2d");
        let at = null;
        function blank() { pen.fillStyle = "#000"; pen.fillRect(0, 0, canvas.width, canvas.height); }
        function place(event) {
          const box = canvas.getBoundingClientRect();
          return [(event.clientX - box.left) * canvas.width / box.width,
            (event.clientY - box.top) * canvas.height / box.height];
        }
        function draw(event) {
          if (!at) return;
          const next = place(event);
          pen.strokeStyle = "#fff"; pen.lineWidth = 22; pen.lineCap = "round";
          pen.beginPath(); pen.moveTo(...at); pen.lineTo(...next); pen.stroke();
          at = next;
        }
        blank();
        canvas.addEventListener("pointerdown", (event) => {
          file.value = ""; canvas.setPointerCapture(event.pointerId); at = place(event); draw(event);
        });
        canvas.addEventListener("pointermove", draw);
        canvas.addEventListener("pointerup", () => { at = null; });
        clear.addEventListener("click", () => { file.value = ""; blank(); });
        // What is drawn has no colours.
        file.required = facts.inputs[0].shape.length === 3 && facts.inputs[0].shape[2] !== 1;
        const drawing = file.required ? [] : [make("p", { class: "note" }, "or drawn, white on black:"), canvas, clear];
        return [[labelled("file", "Picture", file), ...drawing], async () => ({ b64: file.files[0] ? await base64(file.files[0]) : canvas.toDataURL("image/png").split(",")[1] }),
          () => {}];
      },
      sound() {
        const file = make("input", { type: "file", accept: "audio/*", required: true });
        return [[labelled("file", "Sound", file)], async () => ({ b64: await base64(file.files[0]) }), () => {}];
      },
      numbers() {
        const zeros = (shape) => shape.length === 0 ? 0 : Array.from({ length: shape[0] || 1 }, () => zeros(shape.slice(1)));
        const rows = facts.inputs.map((input, place) => {
          const area = make("textarea");
          area.value = JSON.stringify(zeros(input.shape));
          return [area, labelled("input-" + place, input.name, area, "numbers of the shape [" + input.shape.join(", ") + "]" + (input.note ? ": " + input.note : ""))];
        });
        return [rows.map((row) => row[1]), async () => {
          const values = rows.map(([area]) => JSON.parse(area.value));
          return values.length === 1 ? values[0]
            : Object.fromEntries(facts.inputs.map((input, place) => [input.name, values[place]]));
        }, (value) => rows.forEach(([area], place) => {
          area.value = JSON.stringify(rows.length === 1 ? value : value[facts.inputs[place].name]);
        })];
      },
    };

    function base64(file) {
      return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(",")[1] || "");
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
      });
    }

    """#

  private static let asking = #"""
    function headers(more) {
      return token ? { ...more, Authorization: "Bearer " + token } : more;
    }

    async function post(path, body) {
      byId("request").textContent = "POST " + path + "\n" + JSON.stringify(body, null, 1).slice(0, 4000);
      byId("raw").hidden = false;
      return fetch(path, { method: "POST", headers: headers({ "Content-Type": "application/json" }), body: JSON.stringify(body) });
    }

    async function refused(response) {
      const text = await response.text();
      byId("response").textContent = text;
      let said = text;
      try { const value = JSON.parse(text); said = value.detail || value.error.message; } catch { /* as it is */ }
      return new Error(said || "status " + response.status);
    }

    async function predict(instance) {
      const response = await post("/v1/models/" + facts.name + ":predict", { instances: facts.kind === "series" ? instance : [instance] });
      if (!response.ok) throw await refused(response);
      const value = await response.json();
      byId("response").textContent = JSON.stringify(value, null, 1).slice(0, 20000);
      show(value.predictions[value.predictions.length - 1]);
    }

    async function write(parameters) {
      const started = performance.now();
      const response = await post("/v1/completions", { ...parameters, model: facts.name, stream: true });
      if (!response.ok) throw await refused(response);
      const text = make("div", { class: "text" }, parameters.prompt);
      const note = make("p", { class: "note" });
      byId("answer").replaceChildren(text, note);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let [rest, count, all] = ["", 0, ""];
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        rest += value;
        const events = rest.split("\n\n");
        rest = events.pop();
        for (const event of events) {
          all += event + "\n\n";
          const data = event.replace(/^data: ?/, "");
          if (data === "[DONE]") continue;
          const choice = JSON.parse(data).choices[0];
          if (!choice) continue;
          text.append(choice.text);
          if (choice.text) count += 1;
          if (choice.finish_reason) {
            const seconds = (performance.now() - started) / 1000;
            note.textContent = count + " pieces in " + seconds.toFixed(2) + " s; ended by " + choice.finish_reason;
          }
        }
        byId("response").textContent = all.slice(-20000);
      }
    }

    """#

  private static let showing = #"""
    function show(answer) {
      const place = byId("answer");
      if (answer !== null && typeof answer === "object" && !Array.isArray(answer)) {
        const shares = answer.probabilities || answer.scores;
        const rows = Object.entries(shares).sort((a, b) => b[1] - a[1]).slice(0, 20).map(([name, share]) => {
          const cells = [make("td", {}, name), make("td", { class: "number" }, share.toPrecision(4))];
          if (answer.probabilities) {
            cells.push(make("td", { class: "share" }, make("meter", { min: 0, max: 1, value: share, "aria-label": name })));
          }
          return make("tr", {}, ...cells);
        });
        place.replaceChildren(make("p", { class: "big" }, answer.class), make("table", {}, make("tbody", {}, ...rows)));
      } else if (typeof answer === "number") {
        place.replaceChildren(make("p", { class: "big" }, String(answer)));
      } else {
        place.replaceChildren(make("div", { class: "text" }, JSON.stringify(answer)));
      }
    }

    function complain(error) {
      byId("answer").replaceChildren(make("p", { class: "wrong", role: "alert" }, error.message));
    }

    function submitting(form, button, work) {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        button.disabled = true;
        try { await work(); } catch (error) { complain(error); }
        button.disabled = false;
      });
    }

    function writerForm(form) {
      const prompt = make("textarea", { required: true });
      const length = make("input", { type: "number", min: 1, max: 16384, value: 100 });
      const temperature = make("input", { type: "number", min: 0, max: 2, step: "any", value: 1 });
      const seed = make("input", { type: "number", step: 1 });
      const button = make("button", { type: "submit" }, "Write");
      form.replaceChildren(labelled("prompt", "Prompt", prompt), labelled("length", "Tokens", length),
        labelled("temperature", "Temperature", temperature), labelled("seed", "Seed", seed), button);
      submitting(form, button, () => write({
        prompt: prompt.value, max_tokens: Number(length.value), temperature: Number(temperature.value),
        seed: seed.value === "" ? null : Number(seed.value),
      }));
      return (asked) => {
        const value = typeof asked === "string" ? { prompt: asked } : asked;
        [prompt.value, length.value, seed.value] = [value.prompt, value.max_tokens || 100, value.seed ?? ""];
      };
    }

    function predictorForm(form) {
      const [rows, instance, fill] = kinds[facts.kind]();
      const button = make("button", { type: "submit" }, "Predict");
      form.replaceChildren(...rows, button);
      submitting(form, button, async () => predict(await instance()));
      return fill;
    }

    async function start() {
      const response = await fetch("/page.json", { headers: headers({}) });
      byId("access").hidden = response.status !== 401;
      if (!response.ok) throw await refused(response);
      facts = await response.json();
      document.title = facts.name;
      byId("name").textContent = facts.name;
      byId("answer").replaceChildren();
      const fill = (facts.writes ? writerForm : predictorForm)(byId("ask"));
      // A link may hold what is to be asked: /#ask={"age": 41}
      if (!location.hash.startsWith("#ask=")) return;
      fill(JSON.parse(decodeURIComponent(location.hash.slice(5))));
      byId("ask").requestSubmit();
    }

    byId("access").addEventListener("submit", (event) => {
      event.preventDefault();
      token = byId("token").value;
      start().catch(complain);
    });
    start().catch(complain);

    """#
}
