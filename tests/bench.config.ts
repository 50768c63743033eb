// Not a test: nothing is judged, so it is no part of `cargo xtask test`. `cargo xtask bench` calls it.
import { defineConfig } from '@playwright/test';

export default defineConfig({ testDir: 'bench', testMatch: '*.bench.ts', outputDir: '../test-results', workers: 1, timeout: 600_000, reporter: 'line' });
