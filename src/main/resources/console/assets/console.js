// Makes the console quicker, never possible: every form works without it.
document.documentElement.classList.add("scripted");
const store = {
  get(key) { try { return JSON.parse(localStorage.getItem("herald:" + key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("herald:" + key, JSON.stringify(value)); } catch { /* a full or forbidden store loses drafts only */ } },
  drop(key) { try { localStorage.removeItem("herald:" + key); } catch { /* as above */ } },
};
const later = (ms, work) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(work, ms); }; };
const fields = form => [...form.elements].filter(field => field.name && field.type !== "hidden" && field.type !== "submit" && field.type !== "password");

if (document.body.dataset.cleared) store.drop("draft:" + document.body.dataset.cleared);
document.querySelector("[data-focus]")?.focus();
if (/[?&]done=/.test(location.search)) {
  const clean = new URL(location.href);
  clean.searchParams.delete("done");
  clean.searchParams.delete("draft");
  history.replaceState(null, "", clean);
}

// Drafts: what is typed outlives a closed tab and an ended sign-in.
function snapshot(form) {
  const values = {};
  for (const field of fields(form)) {
    if (field.type === "checkbox") values[field.name] = field.checked;
    else if (field.type !== "radio") values[field.name] = field.value;
    else if (field.checked) values[field.name] = field.value;
  }
  return values;
}
function fill(form, values) {
  for (const field of fields(form)) {
    if (!(field.name in values)) continue;
    if (field.type === "checkbox") field.checked = values[field.name];
    else if (field.type === "radio") field.checked = field.value === values[field.name];
    else field.value = values[field.name];
    const fold = field.closest("details");
    if (fold && field.value && field.type !== "radio" && field.type !== "checkbox") fold.open = true;
  }
}
const hasWords = values => Object.entries(values).some(([name, value]) => /^(body|title)\./.test(name) && String(value).trim());
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = "draft:" + form.dataset.draft;
  const bar = form.querySelector("[data-restored]");
  const kept = store.get(key);
  const pristine = snapshot(form);
  const returned = form.querySelector(".alert--bad") || document.querySelector("[data-focus]");
  if (kept && !returned && hasWords(kept.values) && JSON.stringify(kept.values) !== JSON.stringify(pristine)) {
    fill(form, kept.values);
    bar.hidden = false;
    bar.querySelector("span").textContent = "What you typed at " + new Date(kept.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) + " is back.";
    bar.querySelector("[data-discard]").addEventListener("click", () => { store.drop(key); fill(form, pristine); bar.hidden = true; form.dispatchEvent(new Event("input")); });
  }
  form.addEventListener("input", later(250, () => store.set(key, { at: Date.now(), values: snapshot(form) })));
}

// A second press does nothing; the server would see to it as well.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    const button = event.submitter;
    setTimeout(() => { if (button) button.disabled = true; });
    setTimeout(() => { delete form.dataset.sent; if (button) button.disabled = false; }, 8000);
  });
}
addEventListener("pageshow", event => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-sent]")) { delete form.dataset.sent; for (const button of form.querySelectorAll("button")) button.disabled = false; }
});

// Preview: what readers and followers will get, as it is being written.
for (const form of document.querySelectorAll("form[data-preview]")) {
  const place = document.getElementById("preview");
  let running;
  const draw = async () => {
    if (!hasWords(snapshot(form))) return;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch("/console/preview", { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Fragment": "1" }, signal: running.signal });
      if (answer.ok) show(place, await answer.text());
    } catch { /* the next key press tries again */ }
  };
  form.addEventListener("input", later(350, draw));
  form.addEventListener("change", later(100, draw));
  draw();
}
function show(place, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const before = place.querySelector("iframe");
  const after = fresh.querySelector("iframe");
  if (before && after) {
    if (before.srcdoc !== after.srcdoc) before.srcdoc = after.srcdoc;
    after.remove();
    while (before.nextSibling) before.nextSibling.remove();
    place.append(...fresh.childNodes);
  } else {
    place.replaceChildren(...fresh.childNodes);
  }
}

// A group's choice shows on its components; one that is then chosen by itself wins.
for (const group of document.querySelectorAll("select[data-group]")) {
  group.addEventListener("change", () => {
    for (const select of group.closest(".parts").querySelectorAll("select:not([data-group])")) select.value = group.value;
  });
}

// Receipts as they come in.
const live = document.querySelector("[data-live]");
if (live && window.EventSource) {
  let shown = "";
  const refresh = async () => {
    if (live.contains(document.activeElement) && document.activeElement.matches("input, button")) return;
    try {
      const answer = await fetch(live.dataset.live + "/timeline", { headers: { "X-Fragment": "1" } });
      if (!answer.ok) return;
      const html = await answer.text();
      const bare = html.replace(/<time[^>]*data-ago[^>]*>[^<]*<\/time>/g, "");
      if (bare === shown) return;
      const first = shown === "";
      shown = bare;
      const fresh = new DOMParser().parseFromString(html, "text/html").body;
      for (const open of live.querySelectorAll("details[open]")) fresh.querySelector("#" + CSS.escape(open.id))?.setAttribute("open", "");
      const before = first ? "" : states(live);
      live.replaceChildren(...fresh.childNodes);
      if (!first && states(live) !== before) say(states(live));
    } catch { /* the next event tries again */ }
  };
  const states = place => [...place.querySelectorAll(".entry:first-child .receipt summary")].map(line => line.innerText.replace(/\s+/g, " ")).join(", ");
  const events = new EventSource(live.dataset.live + "/events");
  events.addEventListener("receipts", later(60, refresh));
  events.addEventListener("open", refresh);
}
function say(words) {
  const place = document.querySelector(".announce");
  let line = place.querySelector(".hidden");
  if (!line) { line = document.createElement("p"); line.className = "hidden"; place.append(line); }
  line.textContent = words;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try { await navigator.clipboard.writeText(field.value); button.textContent = "Copied"; } catch { /* it is selected: copy by hand */ }
  });
}

// A theme on its way: how much has been sent, and that it is being drawn. The answer is the screen that the form would have led to.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const field = form.querySelector("input[type=file]");
  const bar = form.querySelector(".progress");
  const button = form.querySelector("button");
  const most = Number(form.dataset.upload);
  field.addEventListener("change", () => {
    const size = field.files[0]?.size ?? 0;
    field.setCustomValidity(size > most ? "This file is " + (size / 1048576).toFixed(1) + " MB; at most " + most / 1048576 + " MB are taken." : "");
    field.reportValidity();
  });
  form.addEventListener("submit", event => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const label = bar.querySelector("label");
    const progress = bar.querySelector("progress");
    const done = words => { bar.hidden = true; button.disabled = false; delete form.dataset.sent; if (words) say(words); };
    bar.hidden = false;
    progress.value = 0;
    label.textContent = "Sending";
    request.upload.addEventListener("progress", sent => { if (sent.lengthComputable) progress.value = 100 * sent.loaded / sent.total; });
    request.upload.addEventListener("load", () => { progress.removeAttribute("value"); label.textContent = "Checking: drawing every state in every language"; say(label.textContent); });
    request.addEventListener("load", () => {
      if (request.status === 200 && new URL(request.responseURL).pathname !== form.getAttribute("action")) { location.assign(request.responseURL); return; }
      const fresh = new DOMParser().parseFromString(request.responseText, "text/html");
      const found = fresh.getElementById("findings");
      if (!found) { document.documentElement.replaceWith(fresh.documentElement); return; }
      document.getElementById("findings").replaceChildren(...found.childNodes);
      document.querySelector("#findings [data-focus]")?.focus();
      field.value = "";
      done("");
    });
    request.addEventListener("error", () => done("It did not get through. Nothing was changed; try again."));
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}
