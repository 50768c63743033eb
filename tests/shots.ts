// Pictures of screens for people to look at: phone and desk, light, dark, in the sun, large type. Run: cargo xtask shots /join
import path from 'node:path';
import { DESK, PHONE } from './support/phone.ts';
import { ROLES, type Role } from './support/hub.ts';
import { test } from './support/fixtures.ts';

const SCREENS = (process.env['YINGCHUN_SHOTS'] ?? 'join').split(' ');
const FOLDER = process.env['YINGCHUN_SHOTS_FOLDER'] ?? 'test-results/shots';
const FORMS = { phone: PHONE, desk: DESK };
const LOOKS: Record<string, Record<string, string>> = {
  light: { theme: 'light' }, dark: { theme: 'dark' }, sun: { theme: 'light', sun: 'on' }, care: { theme: 'light', care: 'on' },
};

function isRole(word: string): word is Role {
  return ROLES.some((role) => role === word);
}

for (const screen of SCREENS) {
  for (const [form, size] of Object.entries(FORMS)) {
    test(`${screen}, ${form}`, async ({ hub, another }) => {
      const phone = await another(size);
      const page = await phone.open(isRole(screen) ? hub.way(screen) : screen);
      await page.getByRole('main').waitFor();
      for (const [look, marks] of Object.entries(LOOKS)) {
        await page.evaluate((wanted) => {
          for (const mark of ['theme', 'sun', 'care']) delete document.documentElement.dataset[mark];
          Object.assign(document.documentElement.dataset, wanted);
        }, marks);
        const name = screen.replaceAll(/\W+/g, '-').replace(/^-/, '') || 'first';
        await page.screenshot({ path: path.join(FOLDER, `${name}-${form}-${look}.png`), fullPage: true });
      }
    });
  }
}
