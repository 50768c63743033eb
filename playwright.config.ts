// The browser tests: a real browser against the release build. `cargo xtask test` builds what they need and calls them.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  forbidOnly: true,
  // A machine that stalls fails nobody's change; what held only at the second try is counted and named. Where
  // something may be lost, the test's file allows no second try.
  retries: 1,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./tests/support/closing-line.ts']],
});
