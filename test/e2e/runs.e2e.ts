// What becomes of runs: compared, read class by class, named, noted, written out, queued, paused, branched and deleted.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { writeDigits } from '../training/digits.ts'
import { newDocument } from '../../templates/open.ts'
import { formatDocument } from '../../src-core/document/file.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import { layer, openShell, openWindow, readyTensorFlow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const training = (page: Page) => page.getByRole('region', { name: 'Training' })
const runs = (page: Page) => page.getByRole('region', { name: 'Runs', exact: true })
const rows = (page: Page) => runs(page).locator('tr[data-run]')
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()

/** Opens LeNet-5 with a plan of its own, under a name of its own. */
async function openLenet(page: Page, name: string, plan: Partial<Plan>): Promise<void> {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  const path = join(shell.folder, `${name}.loom`)
  const training = { ...made.value.training, ...plan }
  await writeFile(path, formatDocument({ ...made.value, training }))
  await page.keyboard.press('Control+o')
  const typed = page.getByRole('textbox', { name: 'File or path' })
  await typed.fill(path)
  await typed.press('Enter')
  await expect(page.getByRole('banner').getByRole('button', { name })).toBeVisible()
}

async function train(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Training/ }).click()
  await training(page).getByRole('button', { name: 'Train', exact: true }).click()
  await expect(training(page).locator('[data-phase=done]')).toBeHidden()
  await expect(training(page).locator('[data-phase=done]')).toBeVisible({ timeout: 120_000 })
}

test('runs are compared, looked into, named and written out', async ({ page }) => {
  test.setTimeout(400_000)
  await openWindow(page, shell.url)
  await readyTensorFlow(page)
  await openLenet(page, 'swift', { limit: 2_000, epochs: 2, learningRate: 0.05 })
  await train(page)
  await openLenet(page, 'careful', { limit: 2_000, epochs: 2, learningRate: 0.01 })
  await train(page)

  await test.step('the list has both, and the curves of one are read by the keyboard', async () => {
    await tab(page, 'Runs')
    await expect(rows(page)).toHaveCount(2)
    await expect(rows(page).first()).toContainText('careful')
    const chart = page.getByRole('region', { name: 'Loss' }).getByRole('group')
    await chart.focus()
    await page.keyboard.press('End')
    // 2,000 images in batches of 64 are 32 steps an epoch.
    await expect(chart.getByRole('status')).toContainText('Step 64')
    await page.keyboard.press('+')
    await expect(runs(page).getByRole('button', { name: 'Show all' })).toBeVisible()
    await page.keyboard.press('0')
    await runs(page).getByRole('button', { name: 'Log loss' }).click()
    await screenshot(page, 'runs-curves')
  })

  await test.step('its results say how each class is recognised', async () => {
    await tab(page, 'Results')
    const matrix = page.getByRole('group', { name: /^Confusion matrix of 10 classes/ })
    await matrix.focus()
    await page.keyboard.press('ArrowRight')
    // MNIST's test images have 980 zeros.
    await expect(runs(page).getByText(/^0: \d+ of 980 recognised/)).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(runs(page).getByText(/^0 taken for 1: \d+ of 980/)).toBeVisible()
    await expect(runs(page).getByRole('row', { name: /^9 / })).toContainText('1,009')
    await expect(
      runs(page)
        .getByText(/taken for/)
        .last(),
    ).toBeAttached()
    await screenshot(page, 'runs-results')
  })

  await test.step('an image of a person’s own is tried, and looked at as the network sees it', async () => {
    const [digit] = await writeDigits(shell.folder, [0])
    await tab(page, 'Try')
    await runs(page).locator('input[type=file]').setInputFiles(digit!)
    // MNIST's first test image is a 7.
    await expect(runs(page).getByRole('listitem').filter({ hasText: /^7\d/ })).toBeVisible({ timeout: 60_000 })
    await screenshot(page, 'runs-try')
    await runs(page).getByRole('button', { name: 'Look inside at 0.png' }).click()
    await expect(runs(page).getByRole('img', { name: /^Channel 15: from/ })).toBeAttached()
    await expect(runs(page).getByText('Red speaks most for it (Grad-CAM).')).toBeVisible()
    await screenshot(page, 'runs-try-inside')
    await runs(page).getByRole('button', { name: 'All images' }).click()
  })

  await test.step('two are laid over each other by the keyboard, and what differs is said', async () => {
    await rows(page).first().focus()
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByText('2 runs compared')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Runs in the chart' })).toContainText('swift')
    await screenshot(page, 'runs-compared')
    await tab(page, 'Differences')
    await expect(runs(page).getByRole('row', { name: /^Learning rate/ })).toHaveText(/0\.01\s*0\.05/)
    await expect(runs(page).getByText('The same layers.')).toBeVisible()
    await screenshot(page, 'runs-differences')
    await runs(page).getByRole('button', { name: 'End the comparison' }).click()
  })

  await test.step('one is renamed in its place and has a note', async () => {
    await rows(page).first().focus()
    await page.keyboard.press('F2')
    await page.keyboard.type('slow and steady')
    await page.keyboard.press('Enter')
    await expect(rows(page).first()).toContainText('slow and steady')
    await tab(page, 'Plan and notes')
    await page.getByRole('textbox', { name: 'Notes' }).fill('A fifth of the usual rate.')
    await expect(rows(page).first().getByRole('img', { name: 'has a note' })).toBeVisible()
  })

  await test.step('its curves are taken as a picture and as a table', async () => {
    await tab(page, 'Curves')
    const save = runs(page).getByRole('button', { name: 'Save curves' })
    await save.click()
    const taken = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Picture (PNG)' }).click()
    const picture = await readFile(await (await taken).path())
    // Width and height stand at bytes 16 and 20 of a PNG.
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([3_024, 1_112])
    await save.click()
    await page.getByRole('menuitem', { name: /^Table/ }).click()
    const path = join(shell.folder, 'curves.csv')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(path)
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^Curves written/)).toBeVisible()
    expect((await readFile(path, 'utf8')).trim().split('\n').length).toBeGreaterThan(64)
  })

  await test.step('one is trained further, and one is deleted', async () => {
    await runs(page).getByRole('button', { name: 'Train further' }).click()
    await page.getByRole('textbox', { name: 'More epochs' }).fill('1')
    await page.keyboard.press('Enter')
    await expect(rows(page).first().locator('[data-phase=training], [data-phase=preparing]')).toBeVisible()
    await expect(rows(page).first().locator('[data-phase=done]')).toBeVisible({ timeout: 60_000 })
    await rows(page).nth(1).focus()
    await page.keyboard.press('Delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expect(rows(page)).toHaveCount(1)
  })
})

test('runs wait in a queue whose order is changed, pause, and begin with another’s weights', async ({ page }) => {
  test.setTimeout(400_000)
  await openWindow(page, shell.url)
  await readyTensorFlow(page)
  await openLenet(page, 'first', { epochs: 50 })
  await page.getByRole('tab', { name: /^Training/ }).click()
  await training(page).getByRole('button', { name: 'Train', exact: true }).click()
  for (const name of ['second', 'third']) {
    await openLenet(page, name, { epochs: 1, limit: 2_000 })
    await training(page).getByRole('button', { name: 'Add to queue' }).click()
    await expect(page.getByText(`“${name}” is in the queue`)).toBeVisible()
  }
  await tab(page, 'Runs')
  const titles = () => rows(page).locator('.run-title b').allInnerTexts()

  await test.step('the order is changed by the keyboard and by dragging', async () => {
    await expect.poll(titles).toEqual(['first', 'second', 'third'])
    await rows(page).nth(2).click()
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(titles).toEqual(['first', 'third', 'second'])
    await rows(page).nth(1).dragTo(rows(page).nth(2))
    await expect.poll(titles).toEqual(['first', 'second', 'third'])
    await screenshot(page, 'runs-queue')
  })

  await test.step('a pause lets the queue rest, and a stopped run makes room for the next', async () => {
    await rows(page).first().click()
    const figure = page.getByRole('region', { name: 'Loss' }).locator('[data-series=training] b')
    await expect(figure).toHaveText(/^\d/, { timeout: 60_000 })
    await runs(page).getByRole('button', { name: 'Pause' }).click()
    await expect(rows(page).first().locator('[data-phase=paused]')).toBeVisible({ timeout: 30_000 })
    await runs(page).getByRole('button', { name: 'Resume' }).click()
    await expect(rows(page).first().locator('[data-phase=training]')).toBeVisible({ timeout: 60_000 })
    await runs(page).getByRole('button', { name: 'Stop' }).click()
    await expect(rows(page).locator('[data-phase=done]')).toHaveCount(2, { timeout: 120_000 })
  })

  await test.step('an edited network keeps the weights that still fit', async () => {
    await layer(page, 'classifier/f6').click()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByLabel('Units').fill('90')
    await page.keyboard.press('Enter')
    await rows(page).filter({ hasText: 'third' }).click()
    await runs(page).getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: /^Train from its weights/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Train from the weights of a run' })
    // 61,706 parameters had f6 with 84 units: 120 weights and a bias each, and 10 weights on to the classes.
    await expect(dialog).toContainText('of 62,492 parameters are kept')
    await expect(dialog).toContainText('classifier/f6')
    await screenshot(page, 'runs-branch')
    await dialog.getByRole('button', { name: 'Train', exact: true }).click()
    await expect(rows(page)).toHaveCount(4)
    await expect(rows(page).locator('[data-phase=done]')).toHaveCount(3, { timeout: 120_000 })
    await tab(page, 'Plan and notes')
    await expect(runs(page).getByText(/^third, step \d+: \d+ layers kept, \d+ anew/)).toBeVisible()
  })
})

test('the same in Chinese and in the dark', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', colorScheme: 'dark' })
  const page = await context.newPage()
  await openWindow(page, shell.url)
  await page.getByRole('tab', { name: '训练记录' }).click()
  await expect(page.getByText('每次训练都会连同曲线与权重保存在这里')).toBeVisible()
  await screenshot(page, 'runs-empty-zh-dark')
  await context.close()
})
