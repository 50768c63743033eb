// A walk leads through the screens of a role, state by state; an eye looks at each. The judge (support/judge.ts) and the
// camera (support/camera.ts) are such eyes: what one of them sees, the other sees too.
import type { Page } from '@playwright/test';
import type { Hub } from '../support/hub.ts';
import type { Form, Phone } from '../support/phone.ts';
import type { Wire } from '../support/wire.ts';

export interface Eye {
  // The screen in front. `screen` names it, in English words: a file is named after it.
  sees(page: Page, screen: string): Promise<void>;
  // A screen that differs little from one seen before, or that shows something for a few seconds: a shorter look.
  glances(page: Page, screen: string): Promise<void>;
}

export interface Cast {
  phone: Phone;
  another: (form?: Form) => Promise<Phone>;
  hub: Hub;
  wire: Wire;
}

// Goes to a path and waits for what it is about.
export async function goes(phone: Phone, at: string): Promise<Page> {
  const page = await phone.open(at);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return page;
}

export async function closes(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

export async function unfolds(page: Page): Promise<void> {
  const folded = page.locator('main details:not([open]) > summary');
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click();
}
