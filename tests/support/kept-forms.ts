// A form whose fields outlive whatever happens to the page.
import type { Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { isKept } from './drafts.ts';
import type { Phone } from './phone.ts';

export interface Form {
  // Leads to the form, empty or as it was left.
  opens: () => Promise<Page>;
  fills: (page: Page) => Promise<void>;
  // A piece of what was typed last, as the draft has it.
  last: string;
  holds: (page: Page) => Promise<void>;
}

const CALAMITIES: Record<string, (phone: Phone) => Promise<unknown>> = {
  'a reload': (phone) => phone.page.reload(),
  'a tab taken by the system': (phone) => phone.losesTab(),
  'a kill of the browser': (phone) => phone.kill(),
};

export async function survives(phone: Phone, form: Form): Promise<void> {
  await form.fills(await form.opens());
  await isKept(phone.page, form.last);
  for (const [name, strikes] of Object.entries(CALAMITIES)) {
    await test.step(name, async () => {
      await strikes(phone);
      await form.holds(await form.opens());
    });
  }
}

export async function goes(phone: Phone, at: string): Promise<Page> {
  const page = await phone.open(at);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return page;
}
