// `npm run screenshots`: situations of the window, as pictures to look at in test-results/situations.
import { defineConfig } from '@playwright/test'
import shared from '../../playwright.config.ts'

export default defineConfig({
  ...shared,
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../test-results/situations-failed',
  reporter: 'list',
})
