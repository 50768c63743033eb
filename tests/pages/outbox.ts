// 待上传: what this phone still has to send.
import { expect, type Page } from '@playwright/test';
import { goesInside } from '../support/inside.ts';
import type { Phone } from '../support/phone.ts';

export class Outbox {
  private constructor(private readonly page: Page) {}

  static async opened(phone: Phone): Promise<Outbox> {
    return new Outbox(await phone.open('/outbox'));
  }

  // By a link of the app, without leaving the page: what goes out when a page ends goes out once more when it is back.
  static async inside(page: Page): Promise<Outbox> {
    await goesInside(page, '/outbox');
    return new Outbox(page);
  }

  // Everything that waits, at once: the ten seconds of second thoughts end.
  async sendsNow(): Promise<void> {
    await this.page.getByRole('button', { name: '现在再传一次' }).click();
  }

  // What waits after a broken line is tried again by and by.
  async isEmpty(): Promise<void> {
    await expect(this.page.getByText('都传上去了').first()).toBeVisible({ timeout: 60_000 });
  }
}
