// What a person has before their eyes, situation by situation. They check nothing but that they can be reached: whoever
// changes the window looks at them before and after.
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { layer, openShell, openWindow, readyTensorFlow } from '../e2e/shell.ts'
import type { Shell } from '../e2e/shell.ts'

const folder = resolve(import.meta.dirname, '../../test-results/situations')

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const shot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) })
/** Once more in Chinese, which the Chinese README shows. */
async function bothLanguages(page: Page, name: string) {
  const choose = async (menu: string, language: string) => {
    await page.getByRole('button', { name: menu }).click()
    await page.getByRole('menuitemradio', { name: language }).click()
    if (await page.getByRole('menu').isVisible()) await page.keyboard.press('Escape')
    await page.locator(':focus').blur()
    await page.waitForTimeout(400)
  }
  await shot(page, name)
  await choose('Language and theme', '中文')
  await shot(page, `${name}-zh`)
  await choose('语言与主题', 'English')
}

const training = (page: Page) => page.getByRole('region', { name: 'Training' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}( |$|\\d)`) }).click()

/** Opens a template from the library and waits for one of its blocks or layers. */
async function openTemplate(page: Page, name: RegExp, node: string) {
  await page.getByRole('option', { name }).click()
  await expect(page.locator(`[data-id="${node}"]`)).toBeVisible()
  await page.waitForTimeout(500)
}

async function command(page: Page, name: string) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
}

async function looks(page: Page, { theme, locale }: { theme: 'light' | 'dark'; locale: 'en' | 'zh' }) {
  await page.emulateMedia({ colorScheme: theme })
  await page.evaluate((locale) => localStorage.setItem('layerloom.locale', locale), locale)
  await page.reload()
  await page.waitForTimeout(1_500)
}

test('networks on the canvas', async ({ page }) => {
  await openWindow(page, shell.url)
  await shot(page, '01-first-start')
  await page.keyboard.press('Control+Alt+n')
  await page.waitForTimeout(800)
  await shot(page, '02-gallery')
  await page.keyboard.press('Escape')
  await openTemplate(page, /^EfficientNet/, 'stage1')
  await shot(page, '03-efficientnet-folded')
  await openTemplate(page, /^GoogLeNet/, 'inception3')
  await page.locator('[data-id="inception3"]').dblclick()
  await page.waitForTimeout(600)
  await page
    .getByRole('button', { name: /^Unfold / })
    .first()
    .click()
  await page.waitForTimeout(400)
  await command(page, 'Fit to window')
  await page.waitForTimeout(800)
  await bothLanguages(page, '04-inception-unfolded')
  await openTemplate(page, /^ResNet v1|^ResNet(?! v2)/, 'conv2')
  await page.keyboard.press('1')
  await page.waitForTimeout(400)
  await shot(page, '05-resnet-parameters')
  await page.keyboard.press('0')
  await tab(page, 'Summary')
  await page.waitForTimeout(400)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForTimeout(300)
  await shot(page, '06-resnet-dark')
  await looks(page, { theme: 'light', locale: 'zh' })
  await shot(page, '07-resnet-chinese')
  await page.setViewportSize({ width: 2560, height: 1440 })
  await page.waitForTimeout(800)
  await shot(page, '08-large')
})

test('zoomed far out', async ({ page }) => {
  await openWindow(page, shell.url)
  await openTemplate(page, /^Inception-ResNet/, 'stem')
  await page.getByRole('application').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('h')
  await page.waitForTimeout(1_500)
  await command(page, 'Fit to window')
  await page.waitForTimeout(1_000)
  await shot(page, '09-far-out')
})

test('problems and training', async ({ page }) => {
  test.setTimeout(600_000)
  await openWindow(page, shell.url)
  await layer(page, 'features/c5').click()
  await page.getByRole('complementary', { name: 'Inspector' }).getByLabel('Kernel size: Height').fill('7')
  await page.keyboard.press('Enter')
  await tab(page, 'Problems')
  await page.waitForTimeout(300)
  await shot(page, '10-problem')
  await page.keyboard.press('Control+z')
  await tab(page, 'Training')
  await readyTensorFlow(page)
  await training(page).getByRole('button', { name: 'Train', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Loss' }).locator('[data-series=training] b')).toHaveText(/^\d/, {
    timeout: 120_000,
  })
  await page.waitForTimeout(12_000)
  await shot(page, '11-training')
  await training(page).getByRole('button', { name: 'Stop' }).click()
  await expect(training(page).locator('[data-phase=stopped]')).toBeVisible({ timeout: 30_000 })
  await command(page, 'Export model')
  await page.waitForTimeout(500)
  await shot(page, '12-export')
  await page.keyboard.press('Escape')
  await command(page, 'Save as figure')
  await page.waitForTimeout(1_500)
  await shot(page, '13-figure')
})

test('runs', async ({ page }) => {
  test.setTimeout(600_000)
  const plan = ['--data', 'mnist', '--limit', '4000', '--epochs', '4', '--seed', '1']
  for (const rate of ['0.05', '0.005']) await shell.command('train', 'lenet', ...plan, '--learning-rate', rate)
  await openWindow(page, shell.url)
  await tab(page, 'Runs')
  const rows = page.locator('tr[data-run]')
  await rows.first().focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.waitForTimeout(1_000)
  await bothLanguages(page, '14-runs-compared')
  await page.getByRole('button', { name: 'End the comparison' }).click()
  await rows.first().click()
  await tab(page, 'Results')
  await page.waitForTimeout(1_000)
  await shot(page, '15-results')
  await tab(page, 'Try')
  await page.waitForTimeout(300)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([resolve(import.meta.dirname, '../../docs/images/training.png')])
  await page.waitForTimeout(6_000)
  await shot(page, '16-try')
})

test('weights of another training', async ({ page }) => {
  test.setTimeout(300_000)
  const data = 'shapes:size=32,count=400,classes=4,seed=1'
  await shell.command('train', 'lenet', '--data', data, '--epochs', '2', '--seed', '1')
  await openWindow(page, shell.url)
  await command(page, 'Start from weights')
  const dialog = page.getByRole('dialog', { name: 'Start from weights' })
  await dialog.getByLabel('Weights', { exact: true }).selectOption({ label: 'lenet' })
  await page.waitForTimeout(1_500)
  await shot(page, '17-start-from-weights')
  await dialog.getByRole('button', { name: 'Start from these' }).click()
  await tab(page, 'Training')
  await training(page).getByRole('button', { name: 'Train', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Loss' }).locator('[data-series=training] b')).toHaveText(/^\d/, {
    timeout: 120_000,
  })
  await page.waitForTimeout(5_000)
  await shot(page, '18-training-from-weights')
})
