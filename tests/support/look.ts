// How a screen is looked at: the window, the reader's text, and the marks of the app's own looks.
import type { Page } from '@playwright/test';

export const LOOKS = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  sun: { theme: 'light', sun: 'on' },
  care: { theme: 'light', care: 'on', sun: 'on' },
} satisfies Record<string, Record<string, string>>;
export type Look = keyof typeof LOOKS;

export interface Window {
  width: number;
  height: number;
  // The reader's default text size in px; 16 is what phones come with.
  text: number;
  marks: Record<string, string>;
}

export async function as(page: Page, { width, height, text, marks }: Window): Promise<void> {
  // A colour that is on its way would be looked at half way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: text } });
  await page.setViewportSize({ width, height });
  // A phone's browser that was as wide as a desk would stay a little zoomed in.
  await devtools.send('Emulation.resetPageScaleFactor');
  await devtools.detach();
  await marked(page, marks);
}

// The app's own look alone.
export async function marked(page: Page, marks: Record<string, string>): Promise<void> {
  await page.evaluate((wanted) => {
    for (const mark of ['theme', 'sun', 'care']) delete document.documentElement.dataset[mark];
    Object.assign(document.documentElement.dataset, wanted);
  }, marks);
  await settles(page);
}

// A busy machine tells a page of its new window, text and colours a moment later: until two frames have the same layout.
async function settles(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    for (let [before, now] = [-1, 0]; before !== now;) {
      before = now;
      await frame();
      await frame();
      now = document.documentElement.scrollHeight;
    }
  });
}
