// Shows an open incident or a running maintenance of a status page in a corner of the site that carries this script. The corner
// is the script element's data-position: top-left, top-right, bottom-left, bottom-right.
((page) => {
  "use strict";
  const script = document.currentScript;
  const source = script && /\/embed\/script\.js$/.test(new URL(script.src || "x:").pathname) ? script.src : page.address;
  const origin = new URL(source).origin;
  const [edge, side] = ((script && script.dataset.position) || "bottom-right").split("-");
  const narrow = matchMedia("(max-width: 480px)").matches;
  const frame = document.createElement("iframe");

  frame.title = page.name;
  frame.src = new URL(narrow ? "frame?mobile=true" : "frame", source).href;
  Object.assign(frame.style, {
    position: "fixed",
    [edge === "top" ? "top" : "bottom"]: "1rem",
    [side === "left" ? "left" : "right"]: "1rem",
    width: narrow ? "calc(100vw - 2rem)" : "22rem",
    height: "9rem",
    border: "0",
    borderRadius: "8px",
    boxShadow: "0 4px 24px rgb(0 0 0 / 25%)",
    zIndex: "2147483000",
    visibility: "hidden",
  });

  const tallest = () => innerHeight - 32;

  addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow || !event.data) return;
    if (event.data.action === "showFrame") {
      const height = Number(event.data.height);
      if (height > 0) frame.style.height = Math.min(height, tallest()) + "px";
      frame.style.visibility = "visible";
    } else if (event.data.action === "dismissFrame") {
      frame.style.visibility = "hidden";
    }
  });

  const add = () => document.body.append(frame);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})
