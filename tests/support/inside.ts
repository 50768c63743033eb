// Goes to another screen as a link of the app does: the page stays, and nothing is loaded.
import type { Page } from '@playwright/test';

export async function goesInside(page: Page, to: string): Promise<void> {
  await page.evaluate((path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }, to);
}
