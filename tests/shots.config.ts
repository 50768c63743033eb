// Not a test: nothing is judged, so it is no part of `cargo xtask test`.
import { defineConfig } from '@playwright/test';

export default defineConfig({ testMatch: 'shots.ts', outputDir: '../test-results', workers: 1, reporter: 'list' });
