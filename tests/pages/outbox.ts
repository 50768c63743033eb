// 待上传: what this phone still has to send.
import { expect, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

export class Outbox {
  private constructor(private readonly page: Page) {}

  static async opened(phone: Phone): Promise<Outbox> {
    return new Outbox(await phone.open('/outbox'));
  }

  // What waits after a broken line is tried again by and by.
  async isEmpty(): Promise<void> {
    await expect(this.page.getByText('都传上去了').first()).toBeVisible({ timeout: 60_000 });
  }
}
