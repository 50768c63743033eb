// The spots that the hub has, as whoever sits at a desk may see them: read of the hub itself, past the screens.
import type { Phone } from './phone.ts';

export interface Spot {
  place: string;
  state: { is: string };
}

interface Page {
  whole: boolean;
  cursor: string;
  rows: { kind: string; body?: Spot }[];
}

export async function spotsAt(desk: Phone): Promise<Spot[]> {
  return desk.page.evaluate(async () => {
    const spots: Spot[] = [];
    let cursor = '';
    for (;;) {
      const answer = await fetch(`/api/pull?limit=1000${cursor}`);
      if (!answer.ok) throw new Error(`the hub answers ${answer.status}`);
      const page = await answer.json() as Page;
      spots.push(...page.rows.flatMap((row) => (row.kind === 'spot' && row.body ? [row.body] : [])));
      if (page.whole) return spots;
      cursor = `&cursor=${encodeURIComponent(page.cursor)}`;
    }
  });
}

export async function stateOf(desk: Phone, place: string): Promise<string | undefined> {
  return (await spotsAt(desk)).find((spot) => spot.place.startsWith(place))?.state.is;
}
