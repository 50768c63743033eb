// 点名 and 队里的人: who came, who went, whose hours stand.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

export class Roll {
  constructor(private readonly phone: Phone) {}

  get #page(): Page {
    return this.phone.page;
  }

  async writesDown(name: string): Promise<void> {
    await this.phone.open('/roll');
    await this.#page.getByRole('button', { name: '加一个人' }).click();
    const sheet = this.#page.getByRole('dialog');
    await sheet.getByLabel('姓名').fill(name);
    await sheet.getByLabel('本人在这里').check();
    await sheet.getByRole('button', { name: '到了', exact: true }).click();
    await expect(sheet).toBeHidden();
  }

  async says(name: string, words: string): Promise<void> {
    await expect(this.#row(name)).toContainText(words);
  }

  async sees(name: string, act: string): Promise<void> {
    await this.#row(name).getByRole('button', { name: act, exact: true }).click();
  }

  async confirms(name: string): Promise<void> {
    await this.phone.open('/people');
    await this.#page.getByRole('link', { name }).click();
    const visit = this.#page.getByRole('article').first();
    await visit.getByRole('button', { name: '确认', exact: true }).click();
    await expect(visit).toContainText('已确认');
  }

  // What the hub refused would stand there as something to look at.
  async hasSentEverything(): Promise<void> {
    await this.phone.open('/outbox');
    await expect(this.#page.getByText('都传上去了').first()).toBeVisible({ timeout: 40_000 });
    await expect(this.#page.getByText('没用上')).toHaveCount(0);
  }

  #row(name: string): Locator {
    return this.#page.getByRole('listitem').filter({ hasText: name });
  }
}
