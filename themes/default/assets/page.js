// The page is complete without this. It says how long ago things were, and brings news into an open page without moving it.
(() => {
  "use strict";
  const root = document.documentElement;
  const main = document.querySelector("main");
  const live = document.querySelector(".live");
  const canonical = document.querySelector("link[rel=canonical]");
  if (!main || !live || !document.querySelector(".footer__as-of time")) return;

  const EVERY = 30000;
  const HIDDEN_FOR = 120000;
  const PASSING = 12000;
  const GRACE = 60000;
  const TRIES = 5;
  const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
  const [line, button] = live.children;
  const words = new Intl.RelativeTimeFormat(root.lang);
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[n]);

  // The reader's clock may be wrong; the origin's is asked with every answer.
  let skew = 0;
  const now = () => Date.now() + skew;

  const ago = (moment) => {
    const seconds = (moment - now()) / 1000;
    if (seconds <= 0 && seconds > -60) return live.dataset.now;
    const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) || ["minute", 60];
    return words.format(seconds > 0 && size === 60 ? Math.ceil(seconds / size) : Math.trunc(seconds / size), unit);
  };

  const tell = (page) => {
    for (const time of page.querySelectorAll("time[data-relative]")) {
      let relative = time.querySelector(".relative");
      if (!relative) {
        relative = page.createElement("span");
        relative.className = "relative";
        time.append(time.textContent && " ", relative);
      }
      const late = time.dataset.late && Date.parse(time.dateTime) < now();
      const text = late ? time.dataset.late : ago(Date.parse(time.dateTime));
      if (relative.textContent !== text) relative.textContent = text;
    }
  };

  // ── What is said at the foot of the window: news for a moment, trouble for as long as it lasts.
  let trouble = "";
  let passing = 0;

  const make = (name, what) => Object.assign(document.createElement(name), what);
  let offered = null;

  const say = (text, action) => {
    if (text && offered) offered.remove();
    if (line.textContent !== text) line.textContent = text;
    live.classList.toggle("live--on", text !== "");
    button.hidden = !action;
    button.onclick = action || null;
  };

  const tellNews = (text, action) => {
    clearTimeout(passing);
    say(text, action);
    passing = setTimeout(() => {
      passing = 0;
      say(trouble);
    }, PASSING);
  };

  // ── One page becomes the next: what is the same stays the same node, so that focus, selection and opened groups live on.
  const served = new WeakMap();
  const remember = (node) => {
    for (const details of node.querySelectorAll("details")) served.set(details, details.open);
  };

  const nameOf = (node) => node.nodeType === 1 ? node.id || node.getAttribute("aria-labelledby") || "" : "";
  const kindOf = (node) => node.nodeName + (node.nodeType === 1 && node.classList.length ? node.classList[0] : "");

  const counterpart = (next, place, named) => {
    const name = nameOf(next);
    if (name) {
      const old = named.get(name);
      return old && old.nodeName === next.nodeName ? old : null;
    }
    for (let old = place; old; old = old.nextSibling) {
      if (!nameOf(old) && kindOf(old) === kindOf(next)) return old;
    }
    return null;
  };

  const become = (old, fresh, added) => {
    for (const { name, value } of fresh.attributes) {
      if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    if (old.localName === "details") {
      // Trouble opens a group once; what the reader opened or closed stays so.
      if (fresh.open && !served.get(old)) old.open = true;
      served.set(old, fresh.open);
    }
    const named = new Map([...old.children].map((child) => [nameOf(child), child]));
    let place = old.firstChild;
    for (const next of [...fresh.childNodes]) {
      const same = counterpart(next, place, named);
      if (!same) {
        old.insertBefore(next, place);
        if (next.nodeType === 1) {
          remember(next);
          added.push(next);
        }
        continue;
      }
      if (same === place) place = place.nextSibling;
      else old.insertBefore(same, place);
      if (same.nodeType === 1) become(same, next, added);
      else if (same.data !== next.data) same.data = next.data;
    }
    while (place) {
      const gone = place;
      place = place.nextSibling;
      gone.remove();
    }
  };

  // Changes the page while what stands at the top of the window stays there.
  const inPlace = (change) => {
    const marks = [...main.querySelectorAll("h1, h2, h3, h4, p, li, summary, figure, tr, dd")]
      .map((mark) => [mark, mark.getBoundingClientRect()])
      .filter(([, box]) => box.height > 0 && box.bottom > 0 && box.top < innerHeight)
      .map(([mark, box]) => [mark, box.top])
      .sort(([, a], [, b]) => (a < 0 ? 1e6 - a : a) - (b < 0 ? 1e6 - b : b))
      .slice(0, 40);
    const focused = main.contains(document.activeElement) ? document.activeElement : null;
    const around = [];
    for (let node = focused; node && node !== main; node = node.parentElement) around.push(node);
    root.style.overflowAnchor = "none";
    change();
    if (focused && document.activeElement !== focused) {
      const stays = around.find((node) => node.isConnected);
      const next = stays === focused ? focused : stays && stays.querySelector("a, summary, button");
      if (next) next.focus({ preventScroll: true });
    }
    const mark = marks.find(([node]) => node.isConnected && node.getClientRects().length);
    const moved = mark ? mark[0].getBoundingClientRect().top - mark[1] : 0;
    if (moved && scrollY > 0) scrollBy({ top: moved, behavior: "instant" });
    requestAnimationFrame(() => { root.style.overflowAnchor = ""; });
  };

  // ── Which of two pages is the newer one.
  const stampOf = (page) => [+page.documentElement.dataset.version, Date.parse(page.querySelector(".footer__as-of time").dateTime)];
  const textOf = (page) => page.querySelector("main").innerHTML + page.querySelector(".footer__as-of").innerHTML;
  const isOlder = ([version, moment], [otherVersion, otherMoment]) =>
    version < otherVersion || (version === otherVersion && moment < otherMoment);

  // As a stamp; the page itself counts whole seconds.
  const stampOfId = (id) => {
    const [version, millis] = id.split(".");
    return [+version, Math.floor(millis / 1000) * 1000];
  };

  let stands = textOf(document);
  let held = null;

  const isSelecting = () => {
    const selection = getSelection();
    return !selection.isCollapsed && main.contains(selection.anchorNode);
  };

  // What is over leaves its card; among the days it stands with its last stage.
  const stageOf = (past) => past.querySelector(".past__when .word")?.textContent.trim();
  const pastStages = () => new Map([...main.querySelectorAll(".past")].map((past) => [past.querySelector("a")?.href, stageOf(past)]));

  const announce = (added, before) => {
    const updates = added.flatMap((node) => [node, ...node.querySelectorAll("*")]).filter((node) => node.matches(".update"));
    const over = [...main.querySelectorAll(".past")].filter((past) => before.get(past.querySelector("a")?.href) !== stageOf(past));
    const news = [...updates, ...over];
    const [newest] = news;
    const around = newest && (newest.matches(".past") ? newest : newest.closest(".incident") || document);
    const name = around?.querySelector(".incident__name bdi, .past__name bdi, h1 bdi");
    const stage = newest?.querySelector(".update__stage, .past__when .word");
    if (!name || !stage) return tellNews(live.dataset.changed);
    const box = newest.getBoundingClientRect();
    const show = () => {
      newest.scrollIntoView({ block: "center" });
      newest.querySelector("a")?.focus({ preventScroll: true });
      say(trouble);
    };
    for (const update of news) update.classList.add("update--new");
    tellNews(
      fill(live.dataset.news, name.textContent, stage.lastChild.textContent.trim()),
      box.top < 0 || box.top > innerHeight - 80 ? show : null);
  };

  // A page in another theme brings its own style sheets; the old ones go when those are there.
  const wear = (fresh) => {
    const sheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")];
    const names = (page) => sheets(page).map((sheet) => sheet.getAttribute("href")).join();
    if (names(fresh) === names(document)) return;
    const old = sheets(document);
    const last = sheets(fresh).map((sheet) => document.head.appendChild(document.importNode(sheet))).pop();
    if (last) last.onload = () => old.forEach((sheet) => sheet.remove());
  };

  const show = (fresh) => {
    const added = [];
    const before = pastStages();
    const isNews = stampOf(fresh)[0] > stampOf(document)[0];
    stands = textOf(fresh);
    held = null;
    tell(fresh);
    wear(fresh);
    inPlace(() => {
      document.body.className = fresh.body.className;
      become(main, fresh.querySelector("main"), added);
      become(document.querySelector(".footer"), fresh.querySelector(".footer"), []);
    });
    document.title = fresh.title;
    document.querySelector("link[rel=icon]").href = fresh.querySelector("link[rel=icon]").getAttribute("href");
    for (const tint of document.querySelectorAll("meta[name=theme-color]")) {
      const other = fresh.querySelector(`meta[name=theme-color][media="${tint.media}"]`);
      if (other) tint.content = other.content;
    }
    root.dataset.version = fresh.documentElement.dataset.version;
    if (isNews) announce(added, before);
    else if (!passing) say(trouble);
  };

  // Shows what is newer, but not under a reader who is marking words to copy.
  const offer = (fresh) => {
    if (textOf(fresh) === stands || isOlder(stampOf(fresh), stampOf(held || document))) return;
    if (isSelecting()) {
      held = fresh;
      clearTimeout(passing);
      passing = 0;
      say(live.dataset.waiting, () => show(fresh));
    } else {
      show(fresh);
    }
  };

  // ── Looking: when told so, or now and then when nobody tells.
  let reached = true;
  let checked = performance.timeOrigin;
  let busy = false;
  let told = null;

  const pathname = () => canonical && new URLSearchParams(location.search).has("page") ? new URL(canonical.href).pathname : location.pathname;

  // Null when there is no such page.
  const get = async (query) => {
    const answer = await fetch(pathname() + query, { cache: "no-cache", headers: { Accept: "text/html" } });
    if (answer.status === 404 || answer.status === 410) return null;
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A hotel's sign-in page also says 200.
    if (!fresh.documentElement.dataset.version || !fresh.querySelector(".footer__as-of time")) throw new Error("another page");
    const date = Date.parse(answer.headers.get("Date"));
    if (date) skew = date + 1000 * (answer.headers.get("Age") || 0) - Date.now();
    return fresh;
  };

  // Whether a page is made anew with every snapshot, or rests until something of its own changes.
  const lives = (page) => Boolean(page.querySelector(".footer__expect"));

  const isLate = () => lives(document) && now() > Date.parse(document.querySelector(".footer__expect").dateTime) + GRACE;

  const judge = () => {
    const expected = document.querySelector(".footer__expect");
    const from = ago(expected ? stampOf(document)[1] : checked);
    if (!reached) trouble = fill(live.dataset.stale, from);
    else trouble = isLate() ? fill(live.dataset.overdue, expected.dataset.time, from) : "";
    if (!passing && !held) say(trouble);
  };

  // Asks for the snapshot `at`, or for whatever there is. Where it is sure that the page is another one in it, a cache that answers
  // with the old one is asked again.
  const look = async (at, sure) => {
    if (busy) {
      told = at ? [at, sure] : told;
      return;
    }
    busy = true;
    try {
      for (let n = 0; n < (sure ? TRIES : 1); n++) {
        const fresh = await get(at ? `?at=${encodeURIComponent(at)}${n ? `&try=${n}` : ""}` : location.search);
        reached = true;
        checked = now();
        if (!fresh) break;
        const isOther = textOf(fresh) !== stands;
        offer(fresh);
        if (!at || !isOlder(stampOf(fresh), stampOfId(at)) || (isOther && !lives(fresh))) break;
        await new Promise((resolve) => setTimeout(resolve, (1 + Math.random()) * 400 * 2 ** n));
      }
    } catch {
      reached = false;
    }
    busy = false;
    tell(document);
    judge();
    if (told) {
      const next = told;
      told = null;
      look(...next);
    }
  };

  // ── The stream of events. The browser reconnects by itself, until a host says that there is none.
  let stream = null;
  let closing = 0;
  let soon = null;

  const onPage = (event) => {
    const { at, changed, spread } = JSON.parse(event.data);
    if (changed && !changed.includes(pathname())) return;
    if (!isOlder(stampOf(document), stampOfId(at))) return;
    if (!soon) {
      setTimeout(() => {
        const wanted = soon;
        soon = null;
        look(...wanted);
      }, Math.random() * (spread || 0));
    }
    soon = [at, Boolean(changed) || lives(document)];
  };

  const listen = () => {
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    stream = new EventSource("/events");
    stream.addEventListener("page", onPage);
  };

  const hush = () => {
    if (stream) stream.close();
    stream = null;
  };

  const follow = () => {
    let rounds = 0;
    const round = () => {
      rounds++;
      if (!document.hidden) {
        tell(document);
        judge();
        if (!stream || stream.readyState !== EventSource.OPEN || isLate()) look();
        if (rounds % 10 === 0) listen();
      }
      setTimeout(round, EVERY * (0.75 + Math.random() / 2));
    };
    setTimeout(round, EVERY * (0.75 + Math.random() / 2));
    listen();
    document.addEventListener("visibilitychange", () => {
      clearTimeout(closing);
      if (document.hidden) {
        closing = setTimeout(hush, HIDDEN_FOR);
      } else {
        look();
        listen();
      }
    });
    addEventListener("pagehide", hush);
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      look();
      listen();
    });
    document.addEventListener("selectionchange", () => {
      if (held && !isSelecting()) show(held);
    });
  };

  // To a reader whose own language the page speaks too, once and in that language. Nobody is led anywhere.
  const offerLanguage = () => {
    const links = [...document.querySelectorAll(".footer__languages a")];
    const bare = (language) => language.split("-")[0];
    const wanted = navigator.languages.find((each) => links.some((link) => bare(link.hreflang) === bare(each)));
    const fitting = wanted ? links.filter((link) => bare(link.hreflang) === bare(wanted)) : [];
    const link = fitting.find((each) => each.hreflang === wanted) || fitting.find((each) => each.ariaCurrent) || fitting[0];
    if (!link || !link.dataset.offer) return;
    try {
      if (localStorage["herald:offered"]) return;
      localStorage["herald:offered"] = wanted;
    } catch {
      return;
    }
    offered = make("aside", { className: "live live--on", lang: link.hreflang, dir: "auto" });
    offered.append(
      Object.assign(link.cloneNode(), { textContent: link.dataset.offer }),
      make("button", { type: "button", textContent: link.dataset.dismiss, onclick: () => offered.remove() }));
    document.body.append(offered);
  };

  // A button beside each address that is made to be put into another program.
  const offerCopies = (list) => {
    for (const address of list.querySelectorAll(".way__address")) {
      const onclick = async () => {
        await navigator.clipboard.writeText(address.textContent);
        tellNews(list.dataset.copied);
      };
      address.after(make("button", { type: "button", className: "button", textContent: list.dataset.copy, onclick }));
    }
  };

  remember(document);
  tell(document);
  offerLanguage();
  for (const list of document.querySelectorAll("[data-copy]")) {
    if (navigator.clipboard) offerCopies(list);
  }
  if (canonical && location.protocol.startsWith("http")) follow();
  else setInterval(() => tell(document), EVERY);
})();
