// Images of a person's own: chosen, looked at, the network fitted to them with a press, trained on.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { openShell, openWindow, readyTensorFlow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const training = (page: Page) => page.getByRole('region', { name: 'Training' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Data' })

/** A folder a class, of images in one grey each, and one file that is no image. */
async function makeImages(folder: string): Promise<void> {
  const classes = { dark: 40, middle: 130, bright: 220 }
  for (const [name, grey] of Object.entries(classes)) {
    await mkdir(join(folder, name), { recursive: true })
    for (let i = 0; i < 20; i++) {
      const background = { r: grey + i, g: grey + i, b: grey + i }
      const image = sharp({ create: { width: 40 + i, height: 48, channels: 3, background } })
      await image.jpeg().toFile(join(folder, name, `${i}.jpg`))
    }
  }
  await writeFile(join(folder, 'dark', 'broken.jpg'), 'no image')
}

test('a folder of images is chosen, looked at, fitted and trained on', async ({ page }) => {
  test.setTimeout(180_000)
  const folder = join(shell.folder, 'greys')
  await makeImages(folder)
  await openWindow(page, shell.url)
  await readyTensorFlow(page)

  await test.step('it is shown with its classes, and what keeps the network from it', async () => {
    await training(page).getByRole('button', { name: 'MNIST digits' }).click()
    await expect(dialog(page)).toContainText('60,000 images to train on')
    await dialog(page).getByLabel('Images from').selectOption('Image folder')
    await dialog(page).getByLabel('Path').fill(folder)
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toContainText('in 3 classes')
    await expect(dialog(page)).toContainText('gives 10 values at “classifier/predictions”, but greys has 3 classes')
    await dialog(page)
      .getByRole('button', { name: /^middle/ })
      .click()
    await expect(
      dialog(page)
        .getByRole('img', { name: /^middle, / })
        .first(),
    ).toBeVisible()
    await screenshot(page, 'data-folder')
  })

  await test.step('a press fits the network, and what is done to images is seen', async () => {
    await dialog(page).getByRole('button', { name: 'Set classes to 3', exact: true }).click()
    await expect(dialog(page)).not.toContainText('but greys has')
    await dialog(page).getByLabel('Mirror').check()
    await dialog(page).getByLabel('Training crop').selectOption('Area crop')
    await expect(dialog(page).getByRole('img', { name: /in epoch 3$/ })).toHaveCount(4)
    await screenshot(page, 'data-augmented')
    await page.keyboard.press('Escape')
    await expect(training(page).getByRole('button', { name: 'greys' })).toBeVisible()
  })

  await test.step('it is trained on; the file that is no image is left out and named', async () => {
    await training(page).getByLabel('Epochs', { exact: true }).fill('2')
    await training(page).getByRole('button', { name: 'Train', exact: true }).click()
    await expect(training(page).locator('[data-phase=done]')).toBeVisible({ timeout: 120_000 })
    await page.getByRole('tab', { name: 'Runs', exact: true }).click()
    await page.getByRole('tab', { name: 'Log', exact: true }).click()
    await expect(page.getByText('broken.jpg').first()).toBeVisible()
  })
})
