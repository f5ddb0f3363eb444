// Options that are changed after edits by hand, of networks and of blocks, and blocks from the library; light, dark, Chinese.
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { layer, openShell, openWindow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const field = (page: Page, label: string) => inspector(page).getByLabel(label, { exact: true })
const params = (page: Page) => page.getByRole('banner').getByRole('definition').first()
const fill = async (page: Page, label: string, value: string) => {
  await field(page, label).fill(value)
  await page.keyboard.press('Enter')
}

/** Opens a network from the library; what was there is not kept. */
async function openNetwork(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Networks' }).click()
  await page.getByRole('option', { name }).click()
  const discard = page.getByRole('button', { name: /Don’t save|Discard/ })
  if (await discard.isVisible()) await discard.click()
}

/** Goes to a layer or a block by its name. */
async function goTo(page: Page, id: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(id)
  await page.getByRole('option', { name: id }).first().click()
  await expect(field(page, 'Name')).toHaveValue(id.split('/').at(-1)!)
}

test('options of a bottleneck and of an Inception module are changed in place', async ({ page }) => {
  await openWindow(page, shell.url)

  await test.step('an Inception module’s six widths', async () => {
    await openNetwork(page, /^GoogLeNet/)
    await expect(params(page)).not.toHaveText('61.7 k')
    await goTo(page, 'inception3/3b')
    const widths = {
      '1×1': '32',
      '3×3 reduce': '48',
      '3×3': '64',
      '5×5 reduce': '8',
      '5×5': '24',
      'Pool projection': '16',
    }
    for (const [label, width] of Object.entries(widths)) await fill(page, label, width)
    // 32 + 64 + 24 + 16 channels side by side.
    await expect(inspector(page)).toContainText('gives 28×28×136')
    await screenshot(page, 'inception-widths')
    for (const _ of Object.keys(widths)) await page.keyboard.press('Control+z')
    await expect(inspector(page)).toContainText('gives 28×28×480')
  })

  await test.step('a bottleneck that no longer fits says so, and a projection mends it', async () => {
    await openNetwork(page, /^ResNet 2015/)
    await goTo(page, 'conv3/block2')
    await screenshot(page, 'bottleneck')
    await fill(page, 'Filters', '96')
    await expect(inspector(page).locator('.problem').first()).toBeVisible()
    await screenshot(page, 'bottleneck-problem')
    await field(page, 'Projection').check()
    await expect(inspector(page)).toContainText('gives 28×28×384')
  })
})

test('edits by hand stay when an option changes; those that find no place are listed', async ({ page }) => {
  await openWindow(page, shell.url)
  await openNetwork(page, /^VGG/)
  await goTo(page, 'block1/conv1')
  await fill(page, 'Filters', '48')
  await goTo(page, 'block5/conv3')
  await fill(page, 'Kernel size: Height', '5')
  // Out of the block, and away from it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await field(page, 'Depth').selectOption('11')
  const lost = inspector(page).getByRole('status').filter({ hasText: 'no longer applies' })
  await expect(lost).toContainText('“block5/conv3” is not in the network any more')
  await screenshot(page, 'lost-edits')
  await lost.getByRole('button', { name: 'Undo' }).click()
  await expect(lost).toBeHidden()
  await expect(field(page, 'Depth')).toHaveValue('16')
  await goTo(page, 'block1/conv1')
  await expect(field(page, 'Filters')).toHaveValue('48')
})

test('blocks come from the library', async ({ page }) => {
  await openWindow(page, shell.url)
  await page.getByRole('tab', { name: 'Blocks' }).click()
  await screenshot(page, 'library-blocks')

  await test.step('dragged onto a wire', async () => {
    const [from, to] = [layer(page, 'features/s2'), layer(page, 'features/c3')]
    const [above, below] = [(await from.boundingBox())!, (await to.boundingBox())!]
    const middle = { x: above.x + above.width / 2, y: (above.y + above.height + below.y) / 2 }
    const canvas = page.getByRole('application')
    const corner = (await canvas.boundingBox())!
    await page
      .getByRole('option', { name: /^Fire module/ })
      .dragTo(canvas, { targetPosition: { x: middle.x - corner.x, y: middle.y - corner.y } })
    await expect(page.getByRole('group', { name: /^fire_module1, folded block, 14×14×128/ })).toBeVisible()
    await expect(inspector(page)).toContainText('gives 14×14×128')
    await page.getByRole('tab', { name: /^Problems/ }).click()
    await expect(page.getByRole('status').filter({ hasText: 'can be trained' })).toBeVisible()
    await screenshot(page, 'block-dropped')
  })

  await test.step('found by search, and put behind what is selected', async () => {
    await layer(page, 'features/s4').click()
    await page.getByRole('searchbox').fill('inverted')
    await screenshot(page, 'library-search')
    await page.keyboard.press('Enter')
    await expect(field(page, 'Filters')).toHaveValue('16')
    await expect(field(page, 'Shortcut')).toBeChecked()
    await expect(page.getByRole('status').filter({ hasText: 'can be trained' })).toBeVisible()
  })
})

test('the same in Chinese and in the dark', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', colorScheme: 'dark' })
  const page = await context.newPage()
  await openWindow(page, shell.url)
  await page.getByRole('tab', { name: '块' }).click()
  await layer(page, 'features/s2').click()
  await page.getByRole('option', { name: /^Inception 模块/ }).dblclick()
  await expect(page.getByRole('complementary', { name: '属性' }).getByLabel('池化投影')).toHaveValue('32')
  await screenshot(page, 'block-zh-dark')
  await context.close()
})
