// A person's first quarter of an hour, in the browser shell: see, change, break, mend, train, stop, train on, take away.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { python, runPython } from '../python/python.ts'
import { layer, openShell, openWindow, readyTensorFlow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const params = (page: Page) => page.getByRole('banner').getByRole('definition').first()
const training = (page: Page) => page.getByRole('region', { name: 'Training' })
const field = (page: Page, label: string) => page.getByRole('complementary', { name: 'Inspector' }).getByLabel(label)

test('from the first look to a model that Keras loads', async ({ page }) => {
  test.setTimeout(600_000)
  await openWindow(page, shell.url)
  await readyTensorFlow(page)
  await screenshot(page, 'first-start')

  await test.step('an edit is followed by shapes and parameters, and undone', async () => {
    await expect(params(page)).toHaveText('61.7 k')
    await layer(page, 'features/c1').click()
    await field(page, 'Filters').fill('12')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('group', { name: /^features\/c1,.*28×28×12/ })).toBeVisible()
    // c1 has 5·5·12 + 12, c3 5·5·12·16 + 16 weights now: 156 and 2,400 more.
    await expect(params(page)).toHaveText('64.3 k')
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('group', { name: /^features\/c1,.*28×28×6/ })).toBeVisible()
    await expect(params(page)).toHaveText('61.7 k')
  })

  await test.step('a mistake is explained on its node and mended by the fix that is offered', async () => {
    await layer(page, 'features/c5').click()
    await field(page, 'Kernel size: Height').fill('7')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: /^Problems/ }).click()
    const problem = page.getByRole('list', { name: 'Problems' }).getByRole('listitem')
    await expect(problem.first()).toContainText('A 7×7 kernel does not fit a 5×5 input.')
    await screenshot(page, 'problem')
    await page.getByRole('tab', { name: 'Training' }).click()
    await expect(training(page).getByRole('button', { name: 'Train', exact: true })).toBeDisabled()
    await page.getByRole('tab', { name: /^Problems/ }).click()
    await problem.first().getByRole('button', { name: 'Pad with “same”' }).click()
    await expect(page.getByRole('group', { name: /^features\/c5,.*5×5×120/ })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'can be trained' })).toBeVisible()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('group', { name: /^features\/c5,.*1×1×120/ })).toBeVisible()
  })

  await test.step('a layer is dragged from the library onto a wire', async () => {
    await page.getByRole('tab', { name: 'Layers' }).click()
    const dropout = page.getByRole('option', { name: /^Dropout/ })
    const [from, to] = [layer(page, 'classifier/f6'), layer(page, 'classifier/predictions')]
    const [above, below] = [(await from.boundingBox())!, (await to.boundingBox())!]
    const middle = { x: above.x + above.width / 2, y: (above.y + above.height + below.y) / 2 }
    const canvas = page.getByRole('application')
    const corner = (await canvas.boundingBox())!
    await dropout.dragTo(canvas, { targetPosition: { x: middle.x - corner.x, y: middle.y - corner.y } })
    await expect(layer(page, 'classifier/dropout1')).toBeVisible()
    await page.getByRole('tab', { name: /^Problems/ }).click()
    await expect(page.getByRole('status').filter({ hasText: 'can be trained' })).toBeVisible()
  })

  await test.step('training runs live and stops within a step', async () => {
    await page.getByRole('tab', { name: 'Training' }).click()
    await training(page).getByRole('button', { name: 'Train', exact: true }).click()
    const loss = page.getByRole('region', { name: 'Loss' })
    const figure = loss.locator('[data-series=training] b')
    await expect(figure).toHaveText(/^\d/, { timeout: 120_000 })
    const first = await figure.innerText()
    await expect.poll(() => figure.innerText(), { timeout: 60_000 }).not.toBe(first)
    await screenshot(page, 'training')
    await training(page).getByRole('button', { name: 'Stop' }).click()
    await expect(training(page).locator('[data-phase=stopped]')).toBeVisible({ timeout: 20_000 })
    await screenshot(page, 'stopped')
  })

  await test.step('a short plan is trained to its end', async () => {
    await training(page).getByRole('button', { name: 'More' }).click()
    await training(page).getByLabel('Epochs', { exact: true }).fill('2')
    await training(page).getByLabel('Examples at most').fill('6000')
    await page.keyboard.press('Enter')
    await training(page).getByRole('button', { name: 'Train', exact: true }).click()
    await expect(training(page).locator('[data-phase=done]')).toBeVisible({ timeout: 240_000 })
    const accuracy = training(page).getByRole('definition').first()
    expect(Number.parseFloat(await accuracy.innerText())).toBeGreaterThan(85)
    await screenshot(page, 'trained')
  })

  await test.step('the model is exported, and Keras loads it', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Export' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export model' })
    await expect(dialog).toBeVisible()
    await screenshot(page, 'export')
    await dialog.getByRole('button', { name: 'Export …' }).click()
    const path = join(shell.folder, 'digits.keras')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(path)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(/^Written,/)).toBeVisible()
    expect((await stat(path)).size).toBeGreaterThan(61_706 * 4)
    if (!python) return test.info().annotations.push({ type: 'skipped', description: 'No Python with Keras here.' })
    const shape = [1, 32, 32, 1]
    const judge = join(import.meta.dirname, '../exports/judge.py')
    const input = Array.from({ length: 32 * 32 }, () => 0)
    const judged = await runPython<{ models: { params: number; output: number[] }[] }>(judge, {
      models: [{ path, input, shape }],
    })
    expect(judged.models[0]!.params).toBe(61_706)
    expect(judged.models[0]!.output.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5)
  })
})

test('work that was not saved comes back after a crash', async ({ page, context }) => {
  await openWindow(page, shell.url)
  await layer(page, 'features/c1').click()
  await field(page, 'Filters').fill('24')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: /^features\/c1,.*28×28×24/ })).toBeVisible()
  await page.waitForTimeout(3_000) // an edit is put aside two seconds after it
  await shell.kill()
  await page.close({ runBeforeUnload: false })
  await shell.restart()
  const next = await context.newPage()
  await next.goto(shell.url)
  const recovery = next.getByRole('dialog', { name: 'Unsaved work was found' })
  await screenshot(next, 'recovery')
  await recovery.getByRole('button', { name: 'Recover' }).click()
  await expect(next.getByRole('group', { name: /^features\/c1,.*28×28×24/ })).toBeVisible()
})

test('a network is saved, opened again, and reads the same in Chinese and in the dark', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', colorScheme: 'dark' })
  const page = await context.newPage()
  await openWindow(page, shell.url)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const path = join(shell.folder, '数字.loom')
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(path)
  await page.getByRole('button', { name: '保存' }).last().click()
  await expect(page.getByRole('banner').getByRole('button', { name: '数字' })).toBeVisible()
  expect((await stat(path)).size).toBeGreaterThan(1_000)
  await page.getByRole('option', { name: /^AlexNet/ }).dblclick()
  await expect(layer(page, 'features/c1')).toBeHidden()
  await screenshot(page, 'alexnet-zh-dark')
  await page.reload()
  await expect(page.getByRole('banner').getByRole('button', { name: 'AlexNet' })).toBeVisible()
  await context.close()
})
