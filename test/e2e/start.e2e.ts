// Published weights: what keras.applications has downloaded is offered, and images get the values that it was trained on.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openShell, openWindow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

test('a training starts from downloaded weights, all but its head frozen', async ({ page }) => {
  const file = 'mobilenet_1_0_224_tf.h5'
  const downloads = join(shell.folder, '.keras', 'models')
  await mkdir(downloads, { recursive: true })
  await shell.command('export', 'mobilenet', '--set', 'classes=5', '--to', 'h5-weights', '-o', join(downloads, file))
  await openWindow(page, shell.url)
  await page.getByRole('option', { name: /^MobileNet \d/ }).click()
  const training = page.getByRole('region', { name: 'Training' })
  await training.getByRole('button', { name: 'Random weights' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start from weights' })
  await dialog.getByLabel('Weights', { exact: true }).selectOption({ label: file })
  await expect(dialog).toContainText(
    'MobileNet weights of keras.applications. They were trained on values from −1 to 1.',
  )
  await expect(dialog.getByRole('checkbox', { name: 'Give images these values' })).toBeChecked()
  await screenshot(page, 'start-from-weights')
  await dialog.getByRole('button', { name: 'Start from these' }).click()
  await expect(training.getByRole('button', { name: file })).toBeVisible()
  // The weights and biases of 1000 classes.
  await expect(page.getByText('1,025,000', { exact: true })).toBeVisible()
  await training.getByRole('button', { name: 'MNIST digits' }).click()
  await expect(page.getByRole('dialog', { name: 'Data' }).getByLabel('Normalize')).toHaveValue('centred')
})
