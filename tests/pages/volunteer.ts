// The day of a volunteer: an offer, coming, cleaning with photos.
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

const PHOTOS = path.join(import.meta.dirname, '..', 'photos');

export class Volunteer {
  constructor(private readonly phone: Phone) {}

  get #page(): Page {
    return this.phone.page;
  }

  // Her leader's offer has come to her phone.
  async isAskedTo(zone: RegExp): Promise<void> {
    await expect(async () => {
      await this.phone.open('/messages');
      await expect(this.#page.getByRole('link', { name: zone }).first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 40_000 });
  }

  async accepts(zone: RegExp): Promise<void> {
    await this.phone.open('/messages');
    await this.#page.getByRole('link', { name: zone }).first().click();
    await this.#page.getByRole('button', { name: '我去' }).click();
    await expect(this.#page.getByText(/^好，/)).toBeVisible();
  }

  async signsIn(): Promise<void> {
    await this.phone.open('/today');
    await this.#page.getByRole('button', { name: '我到了，签到' }).click();
    await expect(this.#page.getByText(/已签到/).first()).toBeVisible();
  }

  // Goes to a spot of the day: by the red card, where it is about this one, or by the list below it.
  async goesTo(spot: string): Promise<void> {
    await this.phone.open('/today');
    const card = this.#page.getByRole('heading', { name: new RegExp(`^先清：.*${spot}`) });
    const listed = this.#page.getByRole('link', { name: new RegExp(spot) }).first();
    await expect(card.or(listed).first()).toBeVisible();
    const way = (await card.isVisible()) ? this.#page.getByRole('link', { name: '去拍照' }).first() : listed;
    await way.click();
    await expect(this.#page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  // An offer: not this time, and what would suit better.
  async wouldRather(zone: RegExp, words: string): Promise<void> {
    await this.phone.open('/messages');
    await this.#page.getByRole('link', { name: zone }).first().click();
    await this.#page.getByRole('button', { name: '换个时间' }).click();
    const sheet = this.#page.getByRole('dialog');
    await sheet.getByLabel('想说一句').fill(words);
    await sheet.getByRole('button', { name: '告诉队长' }).click();
  }

  async changesHerMind(): Promise<void> {
    await this.#page.getByRole('button', { name: '改主意了' }).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: '我去' }).click();
    await expect(this.#page.getByText(/^好，/)).toBeVisible();
  }

  // The first time on this phone, what to mind is shown once.
  async signsInFirst(): Promise<void> {
    await this.signsIn();
    const sheet = this.#page.getByRole('dialog', { name: '动手前看一眼' });
    await sheet.getByRole('button', { name: '知道了' }).click();
    await expect(sheet).toBeHidden();
  }

  // A face is covered before the photo is used: the picture that is kept has other pixels there.
  async photographsCovered(file: string): Promise<void> {
    await this.#chooses(file);
    const before = await this.#preview();
    await this.#page.getByRole('button', { name: '遮住人脸' }).click();
    const picture = this.#page.getByRole('application');
    await picture.click({ position: { x: 40, y: 60 } });
    await this.#page.getByRole('button', { name: '+ 大一点' }).click();
    await this.#page.getByRole('button', { name: '遮好了' }).click();
    await expect(this.#page.getByRole('button', { name: '用这张' })).toBeVisible();
    expect(await this.#preview()).not.toEqual(before);
    await this.#page.getByRole('button', { name: '用这张' }).click();
  }

  // Red, green and blue of the preview's pixel under the finger.
  async #preview(): Promise<number[]> {
    const picture = this.#page.locator('.stamp-frame__photo');
    return picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.clientWidth, image.clientHeight];
      const brush = canvas.getContext('2d')!;
      brush.drawImage(image, 0, 0, canvas.width, canvas.height);
      return [...brush.getImageData(20, 40, 40, 40).data];
    });
  }

  async takesOut(caption: RegExp): Promise<void> {
    const rows = this.#page.getByRole('button', { name: /^去掉/ }).filter({ hasText: '去掉' });
    const count = await rows.count();
    await this.#page.getByRole('button', { name: new RegExp(`^去掉 ${caption.source}`) }).last().click();
    await expect(rows).toHaveCount(count - 1);
  }

  async objects(words: string): Promise<void> {
    await this.#page.getByRole('button', { name: '我觉得已经干净了' }).click();
    await this.#page.getByLabel('为什么觉得干净了').fill(words);
    await this.#page.getByRole('button', { name: '请另一位督查看' }).click();
    await expect(this.#page.getByText('说给另一位督查看了').first()).toBeVisible();
  }

  async changesHerself({ children, emergency }: { children: number; emergency: [string, string] }): Promise<void> {
    await this.phone.open('/me');
    await this.#page.getByRole('button', { name: '改一改' }).first().click();
    for (let child = 0; child < children; child += 1) await this.#page.getByRole('button', { name: '多一个' }).click();
    await this.#page.getByLabel('紧急联系人').fill(emergency[0]);
    await this.#page.getByLabel('对方的手机号').fill(emergency[1]);
    await this.#page.getByRole('button', { name: '存好' }).first().click();
    await expect(this.#page.getByText('记下了').first()).toBeVisible();
  }

  async leaves(): Promise<void> {
    await this.#page.getByRole('button', { name: '不再参加，删掉我的信息' }).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: '删掉，不再参加' }).click();
    await expect(this.#page.getByText('您的信息删了').first()).toBeVisible();
  }

  async photographs(file: string, behind?: string): Promise<void> {
    if (behind) await this.#page.getByText(behind).click();
    await this.#chooses(file);
    await this.#page.getByRole('button', { name: '用这张' }).click();
  }

  async #chooses(file: string): Promise<void> {
    const choosing = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: '从相册选' }).first().click();
    await (await choosing).setFiles(path.join(PHOTOS, file));
    await expect(this.#page.getByRole('button', { name: '用这张' })).toBeVisible();
  }

  async isDone(): Promise<void> {
    await this.#page.getByRole('button', { name: '清理完了' }).click();
    await expect(this.#page.getByText('等督查来看').first()).toBeVisible();
  }

  // Nothing waits on this phone any more, neither words nor bytes.
  async hasSentEverything(): Promise<void> {
    await this.phone.open('/outbox');
    await expect(this.#page.getByText('都传上去了').first()).toBeVisible({ timeout: 40_000 });
  }

  async mends(spot: string, file: string): Promise<void> {
    await this.goesTo(spot);
    await expect(this.#page.getByText('这处还差一点')).toBeVisible();
    await this.#page.getByRole('button', { name: '去清，再拍一张' }).click();
    await this.photographs(file);
    await this.#page.getByRole('button', { name: '清理完了' }).click();
    await expect(this.#page.getByText('第 2 次交上去了，等督查来看')).toBeVisible();
  }
}
