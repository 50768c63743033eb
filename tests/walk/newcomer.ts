// Before somebody has joined, and just after.
import { Join } from '../pages/join.ts';
import { goes, unfolds, type Cast, type Eye } from './eye.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };

export async function newcomer(eye: Eye, { phone, hub, wire }: Cast): Promise<void> {
  const ways: [string, string][] = [
    ['home', '/'], ['first page', hub.way('join')], ['come back', '/back'], ['sign in', '/sign-in'], ['help', '/help'],
    ['unknown page', '/nowhere'], ['rescue', '/rescue.html'], ['today, not joined', '/today'],
  ];
  for (const [screen, at] of ways) {
    const page = await phone.open(at);
    await page.locator('main').first().waitFor();
    await eye.sees(page, screen);
  }
  const page = await phone.open('/join/NOSUCH');
  await page.getByRole('main').waitFor();
  await eye.glances(page, 'first page, unknown code');

  const join = await Join.opened(phone, hub);
  await eye.glances(page, 'form');
  await join.send();
  await page.getByRole('alert').waitFor();
  await unfolds(page);
  await eye.sees(page, 'form, all that is wrong');
  await phone.open(`${hub.way('join')}/family`);
  await page.getByRole('button', { name: '报名', exact: true }).waitFor();
  await eye.glances(page, 'form for family');

  const again = await Join.opened(phone, hub);
  await again.type(MEI);
  await eye.glances(page, 'form, filled');
  await again.agree();
  wire.cut();
  await again.send();
  await again.saysSaved();
  await eye.glances(page, 'signed up, offline');
  wire.mend();
  await again.saysSignedUp();
  await eye.sees(page, 'signed up');
  for (const at of ['today', 'zones', 'messages', 'me', 'outbox', 'report']) await eye.sees(await goes(phone, `/${at}`), at);
  await eye.sees(await goes(phone, '/'), 'home, joined');
  await eye.glances(await goes(phone, '/assign'), 'a page for leaders');
}
