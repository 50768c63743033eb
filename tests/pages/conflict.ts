// 两个人都改了: two values for one thing beside each other, until somebody chooses.
import { expect, type Locator, type Page } from '@playwright/test';

export interface Value {
  // Who wrote it, in the words of the reader's page: 您 for herself.
  by: string;
  said: string;
}

// What holds meanwhile, and what was written without knowing of it.
export interface Sides {
  inUse: Value;
  offered: Value;
}

export class Conflict {
  // `where` is what shows the two: a page's body, or one panel of several.
  constructor(private readonly page: Page, private readonly where: Locator) {}

  get #choices(): Locator {
    return this.where.getByRole('button', { name: /^(就用|改成) / });
  }

  // Both values stand side by side, each with who wrote it and when, and may be chosen alike.
  async isOpen({ inUse, offered }: Sides): Promise<void> {
    const card = ({ by, said }: Value, state: string) => new RegExp(`^\\s*${by}，\\d+:\\d\\d 改成\\s*${said}\\s*${state}\\s*$`);
    const cards = this.where.getByRole('article');
    await expect(cards).toHaveText([card(inUse, '现在用的'), card(offered, '还没用上')]);
    await expect(this.where.getByText(`没选之前照 ${inUse.said} 办。`)).toBeVisible();
    await expect(this.#choices).toHaveText([`就用 ${inUse.said}`, `改成 ${offered.said}`]);
    for (const two of [cards, this.#choices]) {
      const [left, right] = await two.evaluateAll((both) => both.map((it) => it.getBoundingClientRect().toJSON() as DOMRect));
      expect(left!.right).toBeLessThanOrEqual(right!.left);
      expect([left!.top, left!.width, left!.height]).toEqual([right!.top, right!.width, right!.height]);
    }
  }

  async choosesOffered({ offered }: Sides, other: string): Promise<void> {
    await this.where.getByRole('button', { name: `改成 ${offered.said}` }).click();
    await expect(this.page.getByText(new RegExp(`已改成 ${offered.said}，${other}和 \\d+ 位志愿者会看到`)).first()).toBeVisible();
    await expect(this.#choices).toHaveCount(0);
  }

  async takesBack(): Promise<void> {
    await this.page.getByRole('button', { name: '撤销' }).click();
  }

  async isSettled(): Promise<void> {
    await expect(this.where.getByText('已经选好了')).toBeVisible({ timeout: 40_000 });
    await expect(this.#choices).toHaveCount(0);
  }
}
