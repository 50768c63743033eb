// 分派: newcomers, teams, zones and offers, as a team leader does it.
import { expect, type Locator, type Page } from '@playwright/test';

export class Assign {
  constructor(private readonly page: Page) {}

  async takesIn(name: string): Promise<void> {
    await this.page.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: '编入我的队' }).click();
    await expect(this.page.getByText(`${name}编入`).first()).toBeVisible();
  }

  // Asks her, and nobody else, to the last slot of today.
  async asks(name: string): Promise<void> {
    await this.#lastToday().getByRole('button', { name: '请人' }).click();
    const sheet = this.page.getByRole('dialog');
    for (const person of await sheet.getByRole('checkbox').all()) await person.uncheck();
    await sheet.getByRole('checkbox', { name }).check();
    await sheet.getByRole('button', { name: '请 1 人来' }).click();
    await expect(this.#answerOf(name)).toContainText('还没回');
  }

  async hears(name: string, answer: string): Promise<void> {
    await expect(this.#answerOf(name)).toContainText(answer);
  }

  #lastToday(): Locator {
    const today = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' })
      .formatToParts(new Date());
    const part = (type: string) => today.find((it) => it.type === type)?.value;
    return this.page.getByRole('article').filter({ hasText: `${part('month')}月${part('day')}日` }).last();
  }

  #answerOf(name: string): Locator {
    return this.#lastToday().getByRole('listitem').filter({ hasText: name });
  }
}
