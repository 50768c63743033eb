// Every screen of every role, looked at in each look and size. Nothing here is about what the screens do.
import { test } from './support/fixtures.ts';
import { Judge } from './support/judge.ts';
import { WALKS } from './walk/walks.ts';

for (const [role, walk] of Object.entries(WALKS)) {
  test.describe(role, () => {
    test.use({ mayBreak: role === 'troubled' });
    test(`the screens of ${role}`, async ({ phone, another, hub, wire }) => {
      test.setTimeout(600_000);
      const judge = new Judge();
      await walk(judge, { phone, another, hub, wire });
      judge.hasNothingToSay();
    });
  });
}
