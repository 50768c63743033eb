// Pictures of every screen of every role, for people to look at. Run: cargo xtask shots
import { DESK, test } from './support/fixtures.ts';
import { Camera } from './support/camera.ts';
import { WALKS } from './walk/walks.ts';

const FOLDER = process.env['YINGCHUN_SHOTS_FOLDER'] ?? 'test-results/shots';

for (const [role, walk] of Object.entries(WALKS)) {
  test.describe(role, () => {
    test.use({ mayBreak: role === 'troubled' });
    test(role, async ({ phone, another, hub, wire }) => {
      test.setTimeout(600_000);
      const camera = await Camera.for(role, FOLDER);
      await walk(camera, { phone, another, hub, wire }).finally(async () => camera.laysOut(await (await another(DESK)).open()));
    });
  });
}
