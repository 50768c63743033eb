// Takes pictures of a walk for people to look at: every screen on a phone, on a small phone with its text doubled and on
// a desk, by day, at night, in the sun and in 大字版; and a sheet a look, on which a role's screens stand side by side.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { Eye } from '../walk/eye.ts';
import { as, LOOKS, marked, type Look } from './look.ts';

// How tall a picture may be, in px: a list of everything is not looked at to its end.
const TALLEST = 3000;

const FORMS = {
  phone: { width: 360, height: 800, text: 16 },
  small: { width: 320, height: 560, text: 32 },
  desk: { width: 1280, height: 800, text: 16 },
};
type FormName = keyof typeof FORMS;
const FORM_NAMES = Object.keys(FORMS) as FormName[];

interface Taken {
  screen: string;
  form: FormName;
  look: Look;
  file: string;
}

export class Camera implements Eye {
  readonly #folder: string;
  readonly #taken: Taken[] = [];
  #screens = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  // Pictures of earlier runs are taken away: what is not there any more is not to be looked at.
  static async for(role: string, folder: string): Promise<Camera> {
    const own = path.join(folder, role);
    await rm(own, { recursive: true, force: true });
    await mkdir(own, { recursive: true });
    return new Camera(own);
  }

  async sees(page: Page, screen: string): Promise<void> {
    await this.#takes(page, screen, FORM_NAMES, Object.keys(LOOKS) as Look[]);
  }

  async glances(page: Page, screen: string): Promise<void> {
    await this.#takes(page, screen, ['phone', 'desk'], ['light', 'dark']);
  }

  // Lays what was taken side by side, a sheet a look.
  async laysOut(page: Page): Promise<void> {
    for (const look of Object.keys(LOOKS) as Look[]) {
      const taken = this.#taken.filter((it) => it.look === look);
      const rows = FORM_NAMES.map((form) => `<div>${taken.filter((it) => it.form === form).map(figure).join('')}</div>`);
      const html = path.join(this.#folder, `contact-${look}.html`);
      await writeFile(html, `<!doctype html><meta charset="utf-8"><title>${look}</title><style>${SHEET_STYLE}</style>${rows.join('')}`);
      await page.goto(pathToFileURL(html).href);
      await page.evaluate(() => Promise.all([...document.images].map((it) => it.decode())));
      await page.screenshot({ path: path.join(this.#folder, `contact-${look}.png`), fullPage: true });
    }
  }

  async #takes(page: Page, screen: string, forms: FormName[], looks: Look[]): Promise<void> {
    const back = page.viewportSize();
    this.#screens += 1;
    const name = `${String(this.#screens).padStart(2, '0')}-${screen.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    for (const form of forms) {
      await as(page, { ...FORMS[form], marks: LOOKS.light });
      for (const look of looks) {
        await marked(page, LOOKS[look]);
        await shows(page, form);
        const file = `${name}-${form}-${look}.png`;
        await writeFile(path.join(this.#folder, file), await exposed(page));
        this.#taken.push({ screen, form, look, file });
      }
    }
    await as(page, { ...FORMS.phone, ...(back ?? {}), marks: LOOKS.light });
  }
}

// Makes the window as tall as what is in it, so that the picture has all of it and its dock at the end.
async function shows(page: Page, form: FormName): Promise<void> {
  const { width, height } = FORMS[form];
  const needed = await page.evaluate(() => {
    const sheet = document.querySelector('dialog[open]');
    return sheet ? sheet.scrollHeight / .85 : document.documentElement.scrollHeight;
  });
  const tall = Math.min(Math.max(Math.ceil(needed), height), TALLEST);
  if (page.viewportSize()?.height !== tall) await page.setViewportSize({ width, height: tall });
}

// Playwright's own picture waits for what a still screen does not need, and there are hundreds to be taken.
async function exposed(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await devtools.detach();
  return Buffer.from(data, 'base64');
}

function figure({ screen, form, file }: Taken): string {
  return `<figure class="${form}"><img src="${file}" alt=""><figcaption>${screen}</figcaption></figure>`;
}

const SHEET_STYLE = `
  body { margin: 16px; background: #d8cfc2; font: 12px sans-serif; }
  div { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; margin-block-end: 24px; }
  figure { margin: 0; inline-size: 165px; } .desk { inline-size: 300px; }
  img { inline-size: 100%; max-block-size: 420px; object-fit: cover; object-position: top; }`;
