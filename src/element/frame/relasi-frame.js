/**
 * For pages that embed embed.html: each frame becomes as high as its content, and the events of the widget in it happen on
 * the iframe element. A classic script, since site builders that allow scripts at all allow those.
 */
(() => {
  const home = new URL("embed.html", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** The frames on the page now that show embed.html from beside this script. */
  const frames = () =>
    [...document.querySelectorAll("iframe")].filter((frame) => frame.src.split(/[?#]/)[0] === home.href);

  const greet = (/** @type {HTMLIFrameElement} */ frame) =>
    frame.contentWindow?.postMessage({ relasi: "hello", scheme: getComputedStyle(frame).colorScheme }, "*");

  addEventListener("message", (event) => {
    const { source, origin, data } = event;
    // A sandboxed frame has the origin "null"; its window still says which frame it is.
    if (!data?.relasi || (origin !== home.origin && origin !== "null")) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame) return;
    // A second copy of this script must not tell everything twice.
    event.stopImmediatePropagation();
    if (data.relasi === "hello") greet(frame);
    if (data.relasi === "height" && data.height > 0) {
      const border = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = `${data.height + border}px`;
    }
    if (data.relasi === "event" && /^relasi-[a-z]+$/.test(data.type)) {
      frame.dispatchEvent(new CustomEvent(data.type, { detail: data.detail, bubbles: true, composed: true }));
      // The frame itself never scrolls: after a step its top may be above the window.
      if (/step|result/.test(data.type) && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    }
  });

  frames().forEach(greet);
})();
