// What lies where on a screen. Each function runs inside the page by itself: it may use nothing from outside.

// What reaches over the edge of the window, or is cut off by its own box.
export function outsideOf(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  const name = (it: Element) => `${it.tagName.toLowerCase()}.${it.getAttribute('class') ?? ''} 「${(it.textContent ?? '').trim().slice(0, 20)}」`;
  if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  const forEarsOnly = (it: Element) => getComputedStyle(it).clipPath === 'inset(50%)';
  for (const it of document.body.querySelectorAll<HTMLElement>('*')) {
    if (it.closest('svg, [aria-hidden="true"], [hidden], .skip') || !it.checkVisibility() || forEarsOnly(it)) continue;
    const own = [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const box = it.getBoundingClientRect();
    const inScroller = it.closest('.table, .paper__scroll, .sheet:not([open])');
    if (own && !inScroller && box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1)) {
      found.push(`reaches over the edge: ${name(it)} ${Math.round(box.left)}–${Math.round(box.right)}`);
    }
    const style = getComputedStyle(it);
    const cutsX = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const cutsY = style.overflowY === 'hidden' || style.overflowY === 'clip';
    const hasText = (it.textContent ?? '').trim() !== '';
    if (!hasText) continue;
    // Only text counts: an ornament may be cut.
    const texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
    if (!cutsX && !cutsY) continue;
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.textContent?.trim() || (text.parentElement && forEarsOnly(text.parentElement))) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const ink = range.getBoundingClientRect();
      if (ink.width === 0) continue;
      if ((cutsX && (ink.left < box.left - 1 || ink.right > box.right + 1)) || (cutsY && (ink.top < box.top - 2 || ink.bottom > box.bottom + 2))) {
        found.push(`cut off by ${name(it)}: 「${text.textContent.trim().slice(0, 20)}」`);
      }
    }
  }
  return [...new Set(found)];
}

// What can be pressed or typed in, but lies under something else when the focus reaches it.
export function coveredOf(): string[] {
  const found: string[] = [];
  const name = (it: Element) => `${it.tagName.toLowerCase()}.${it.getAttribute('class') ?? ''} 「${(it.textContent ?? '').trim().slice(0, 20)}」`;
  // What lies under a sheet is not to be reached, and a broken page beneath what says so does nothing.
  const broken = document.querySelector('.boot-crash');
  const room = document.querySelector('dialog[open]') ?? (broken?.checkVisibility() ? broken : document.body);
  const before = document.activeElement;
  const [x, y] = [scrollX, scrollY];
  for (const it of room.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')) {
    if (!it.checkVisibility() || it.closest('.skip')) continue;
    // Only a focus that moves brings its element into the window; what is disabled takes none.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    it.focus();
    if (document.activeElement !== it) it.scrollIntoView({ block: 'nearest' });
    const target = it.matches('[type="checkbox"], [type="radio"]') ? it.closest('label') ?? it : it;
    const box = target.getBoundingClientRect();
    if (box.width === 0) continue;
    // The part that shows, of something taller than the window or half scrolled out of a table.
    let { left, right, top, bottom } = box;
    for (let around = target.parentElement; around; around = around.parentElement) {
      if (around !== document.body && getComputedStyle(around).overflowY === 'visible') continue;
      const frame = around === document.body ? new DOMRect(0, 0, innerWidth, innerHeight) : around.getBoundingClientRect();
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const reached = hit !== null && right > left && bottom > top && (target.contains(hit) || hit.contains(target));
    if (!reached) found.push(`out of reach: ${name(target)}, under ${hit ? name(hit) : 'the edge'}`);
  }
  if (before instanceof HTMLElement) before.focus();
  scrollTo(x, y);
  return [...new Set(found)];
}

// What is smaller than a thumb.
export function smallOf(least: number): string[] {
  const found: string[] = [];
  const sheet = document.querySelector('dialog[open]');
  for (const it of (sheet ?? document.body).querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [role="button"]')) {
    if (!it.checkVisibility() || it.closest('.skip')) continue;
    const target = it.matches('[type="checkbox"], [type="radio"]') ? it.closest('label') ?? it : it;
    const { width, height } = target.getBoundingClientRect();
    if (width === 0) continue;
    if (Math.min(width, height) < least - .5) {
      const named = target.getAttribute('aria-label') ?? target.textContent?.trim() ?? '';
      found.push(`${Math.round(width)}×${Math.round(height)} is too small: ${target.tagName.toLowerCase()}.${target.getAttribute('class') ?? ''} 「${named.slice(0, 20)}」`);
    }
  }
  return found;
}
