// Tells the site around it when there is something to show, and looks every minute or so whether that has changed.
(() => {
  "use strict";
  const EVERY = 60000;
  const KEY = "herald.dismissed";
  const notice = document.querySelector("[data-incident]");

  const tell = (message) => parent.postMessage(message, "*");

  // A reader may have forbidden storage: then a notice that was put away comes back with the next page.
  const isDismissed = () => {
    try {
      return sessionStorage.getItem(KEY) === notice.dataset.incident;
    } catch {
      return false;
    }
  };

  const dismiss = () => {
    try {
      sessionStorage.setItem(KEY, notice.dataset.incident);
    } catch {
      // as above
    }
    removeEventListener("resize", show);
    tell({ action: "dismissFrame" });
  };

  const show = () => {
    const end = notice.querySelector(".notice__text").getBoundingClientRect().bottom;
    tell({ action: "showFrame", height: Math.ceil(end) + 14 });
  };

  // A moment later: what changes before the frame is seen is not read out.
  const speak = () => setTimeout(() => {
    const words = [...notice.querySelectorAll("b, a")].map((part) => part.textContent);
    document.querySelector("[role=status]").textContent = words.join(": ");
  }, 500);

  const look = async () => {
    try {
      const answer = document.hidden ? null : await fetch(location.href, { cache: "no-cache" });
      const fresh = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : document;
      if (fresh.body.dataset.version !== document.body.dataset.version) {
        location.reload();
        return;
      }
    } catch {
      // Out of reach: what was true last stays.
    }
    later();
  };

  const later = () => setTimeout(look, EVERY * (0.8 + Math.random() * 0.4));

  if (notice && !isDismissed()) {
    notice.querySelector("button").addEventListener("click", dismiss);
    addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
    addEventListener("resize", show);
    show();
    speak();
  } else {
    tell({ action: "dismissFrame" });
  }
  later();
})();
