// A phone: Chromium with a profile of its own on disk. Killing it ends the whole process group at once, as Android does
// with an app, and what the profile holds is all that the next start finds.
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';

export const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
// This machine, under a name that no browser trusts as it trusts 127.0.0.1.
export const HILLS = 'hills.test';
export const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', `--host-resolver-rules=MAP ${HILLS} 127.0.0.1`,
];

export const PHONE = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const DESK = { viewport: { width: 1280, height: 800 } };
// An iPhone as WeChat's own browser tells of it; it lets no worker in.
export const WECHAT = {
  ...PHONE,
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN',
};
export type Form = typeof PHONE | typeof DESK | typeof WECHAT;

export class Phone {
  readonly #profile: string;
  readonly #origin: string;
  readonly #form: Form;
  // What the pages said on their consoles, panics included; shown where a test fails.
  readonly heard: string[] = [];
  #browser: BrowserContext | undefined;

  private constructor(profile: string, origin: string, form: Form) {
    this.#profile = profile;
    this.#origin = origin;
    this.#form = form;
  }

  static async bought(origin: string, form: Form = PHONE): Promise<Phone> {
    return new Phone(await mkdtemp(path.join(tmpdir(), 'yingchun-phone-')), origin, form);
  }

  // Starts the browser where it is not running, and goes to a path of the app.
  async open(at = '/'): Promise<Page> {
    const page = await this.#start();
    await page.goto(new URL(at, this.#origin).href);
    return page;
  }

  // The page in front.
  get page(): Page {
    const page = this.#browser?.pages().at(-1);
    if (!page) throw new Error('this phone is off: open() it first');
    return page;
  }

  // One more tab of the same browser, in front.
  async opensTab(at: string): Promise<Page> {
    const page = await this.page.context().newPage();
    await page.goto(new URL(at, this.#origin).href);
    return page;
  }

  // The tab alone is gone, as when Android takes its memory: no event reaches the page. A new one stands in its place.
  async losesTab(): Promise<void> {
    const lost = this.page;
    const browser = lost.context();
    const devtools = await browser.newCDPSession(lost);
    const crashed = lost.waitForEvent('crash');
    // The answer dies with the tab.
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    await browser.newPage();
    await lost.close();
  }

  // The browser and all its helpers are gone before this returns; nothing gets time to tidy up.
  async kill(): Promise<void> {
    const browser = this.#browser;
    if (!browser) throw new Error('this phone is off already');
    const gone = new Promise<void>((resolve) => browser.once('close', () => resolve()));
    process.kill(-(await this.#processGroup()), 'SIGKILL');
    await gone;
    this.#browser = undefined;
  }

  // Closed in order, as from the list of apps.
  async switchedOff(): Promise<void> {
    await this.#browser?.close();
    this.#browser = undefined;
  }

  // Keeps a picture of the page in front, where there is one.
  async shows(file: string): Promise<void> {
    await this.#browser?.pages().at(-1)?.screenshot({ path: file }).catch(() => undefined);
  }

  async thrownAway(): Promise<void> {
    await this.#browser?.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #start(): Promise<Page> {
    if (!this.#browser) {
      this.#browser = await chromium.launchPersistentContext(this.#profile, {
        executablePath: BROWSER,
        args: QUIET,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        ...this.#form,
      });
      this.#browser.on('console', (message) => this.heard.push(`${message.type()}: ${message.text()}`));
      this.#browser.on('weberror', (error) => this.heard.push(`uncaught: ${error.error().message}`));
    }
    this.#browser.setDefaultTimeout(20_000);
    return this.#browser.pages().at(-1) ?? (await this.#browser.newPage());
  }

  // Chromium leaves a link "HOST-PID" in its profile; Playwright makes that process the leader of a group.
  async #processGroup(): Promise<number> {
    const lock = await readlink(path.join(this.#profile, 'SingletonLock'));
    return Number(lock.slice(lock.lastIndexOf('-') + 1));
  }
}
