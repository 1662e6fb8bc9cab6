// Measures how a history scrolls, for tests and for whoever works on it: frame times, and how much is on the page.
// Nothing of the page imports it.

const sorted = (numbers) => [...numbers].sort((one, other) => one - other);

const share = (numbers, part) => numbers[Math.min(numbers.length - 1, Math.floor(part * numbers.length))];

/**
 * Scrolls `element` by `pixels` (negative: upwards) in each of `frames` frames. `frame`: milliseconds between frames;
 * `work`: the part of them that scripts, layout and preparing to paint took; `drawn`: the most messages at once.
 */
export async function measureScroll(element, { pixels, frames }) {
  const [times, work] = [[], []];
  let drawn = 0;
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    element.scrollTop += pixels;
    const [now, spent] = await workOfFrame();
    times.push(now - before);
    work.push(spent);
    before = now;
    drawn = Math.max(drawn, element.querySelectorAll("[role=article]").length);
  }
  const [allTimes, allWork] = [sorted(times), sorted(work)];
  const about = (numbers) => ({ median: share(numbers, 0.5), p95: share(numbers, 0.95), worst: numbers.at(-1) });
  return { frame: about(allTimes), work: about(allWork), drawn };
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The time of the next frame, and how long its work took: a message posted within it comes when it is over. */
function workOfFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame((now) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve([now, performance.now() - now]);
      port2.postMessage(null);
    });
  });
}
