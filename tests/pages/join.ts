// 报名: the first page of a community's code, and its form.
import { expect, type Page } from '@playwright/test';
import { isKept } from '../support/drafts.ts';
import type { Hub } from '../support/hub.ts';
import type { Phone } from '../support/phone.ts';

export interface Newcomer {
  name: string;
  mobile: string;
}

export class Join {
  private constructor(private readonly page: Page) {}

  // The form, reached as a person does: by the code's first page.
  static async opened(phone: Phone, hub: Hub): Promise<Join> {
    const page = await phone.open(hub.way('join'));
    await page.getByRole('link', { name: '我要报名' }).click();
    await expect(page.getByRole('heading', { name: '报名' })).toBeVisible();
    return new Join(page);
  }

  // The form that is open.
  static on(phone: Phone): Join {
    return new Join(phone.page);
  }

  async type(who: Newcomer): Promise<void> {
    await this.page.getByLabel(/^(家里人的)?姓名$/).fill(who.name);
    await this.page.getByLabel('手机号', { exact: true }).fill(who.mobile);
    await this.page.getByRole('button', { name: '都选上' }).click();
    await this.page.getByText('河边、路边有什么要当心的').click();
  }

  // What was typed has reached the storage that survives a kill: within 300 ms of the last keystroke.
  async isKept(who: Newcomer): Promise<void> {
    await isKept(this.page, who.mobile);
    await isKept(this.page, 'any_day\\":true');
  }

  async agree(): Promise<void> {
    await this.page.getByLabel('我看过说明').check();
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: '报名', exact: true }).click();
  }

  async saysSaved(): Promise<void> {
    await expect(this.page.getByText('存好了，在这部手机里')).toBeVisible();
  }

  async saysSignedUp(): Promise<void> {
    await expect(this.page.getByText('报上了', { exact: true }).first()).toBeVisible();
  }

  async holds(who: Newcomer): Promise<void> {
    await expect(this.page.getByLabel(/^(家里人的)?姓名$/)).toHaveValue(who.name);
    await expect(this.page.getByLabel('手机号', { exact: true })).toHaveValue(who.mobile);
  }

  // All of it, with signal.
  static async signedUp(phone: Phone, hub: Hub, who: Newcomer): Promise<void> {
    const join = await Join.opened(phone, hub);
    await join.type(who);
    await join.agree();
    await join.send();
    await join.saysSignedUp();
  }
}
