// The page is complete without this. It adds how long ago things were, and fetches the page again when there is news.
(() => {
  "use strict";
  const root = document.documentElement;
  const EVERY = 30000;
  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
  const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });

  const ago = (iso) => {
    const seconds = (Date.parse(iso) - Date.now()) / 1000;
    const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) || ["second", Infinity];
    return words.format(Math.trunc(seconds / size) || 0, unit);
  };

  const tell = () => {
    for (const time of document.querySelectorAll("time[data-relative]")) {
      let relative = time.querySelector(".relative");
      if (!relative) {
        relative = document.createElement("span");
        relative.className = "relative";
        relative.dataset.dot = time.textContent ? "· " : "";
        time.append(time.textContent ? " " : "", relative);
      }
      relative.textContent = relative.dataset.dot + ago(time.dateTime);
    }
  };

  const opened = () => new Map([...document.querySelectorAll("details[id]")].map((details) => [details.id, details.open]));

  const madeAt = (page) => page.querySelector(".footer__as-of time").dateTime;

  const show = (fresh) => {
    if (madeAt(fresh) === madeAt(document)) return;
    const before = opened();
    const main = document.querySelector("main");
    const focused = main.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && focused.closest("[id]").id;
    main.replaceWith(document.adoptNode(fresh.querySelector("main")));
    if (focused) {
      const again = (document.getElementById(place) || document.body).querySelector(focused.tagName);
      if (again) again.focus({ preventScroll: true });
    }
    document.querySelector(".footer__as-of").replaceWith(document.adoptNode(fresh.querySelector(".footer__as-of")));
    document.title = fresh.title;
    document.body.className = fresh.body.className;
    document.querySelector("link[rel=icon]").href = fresh.querySelector("link[rel=icon]").getAttribute("href");
    before.forEach((open, id) => {
      const details = document.getElementById(id);
      if (details && !details.open) details.open = open;
    });
    if (fresh.documentElement.dataset.version !== root.dataset.version) say("changed");
    root.dataset.version = fresh.documentElement.dataset.version;
  };

  const say = (what) => {
    const line = document.querySelector(".footer__stale");
    const text = what ? line.dataset[what] : "";
    if (line.textContent !== text) line.textContent = text;
  };

  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { cache: "no-cache", headers: { Accept: "text/html" } });
      if (answer.status === 404) return;
      if (!answer.ok) throw new Error(answer.status);
      say("");
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      say("stale");
    }
    tell();
  };

  tell();
  setInterval(tell, EVERY);
  if (location.protocol.startsWith("http")) {
    setInterval(look, EVERY);
    document.addEventListener("visibilitychange", look);
  }
})();
