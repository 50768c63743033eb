// Which way up a picture lies, told by its colours.
import type { Page } from '@playwright/test';

// By how many quarters, clockwise, `raw` must be turned to look most like `shown`. Only the upper half is compared: a
// stamp covers the lower one. A browser decodes both, told nothing about either.
export function quartersBetween(page: Page, raw: Buffer, shown: Buffer): Promise<number> {
  return page.evaluate(async ([one, other]) => {
    const GRID = 24;
    const decoded = async (base64: string) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      return createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    };
    const sampled = (picture: ImageBitmap, quarters: number) => {
      const canvas = new OffscreenCanvas(GRID, GRID);
      const brush = canvas.getContext('2d');
      if (!brush) throw new Error('no canvas');
      brush.translate(GRID / 2, GRID / 2);
      brush.rotate(quarters * Math.PI / 2);
      brush.drawImage(picture, -GRID / 2, -GRID / 2, GRID, GRID);
      return brush.getImageData(0, 0, GRID, GRID / 2).data;
    };
    const [raw, shown] = [await decoded(one ?? ''), await decoded(other ?? '')];
    const wanted = sampled(shown, 0);
    const distances = [0, 1, 2, 3].map((quarters) =>
      sampled(raw, quarters).reduce((sum, value, at) => sum + Math.abs(value - (wanted[at] ?? 0)), 0));
    return distances.indexOf(Math.min(...distances));
  }, [raw.toString('base64'), shown.toString('base64')]);
}
