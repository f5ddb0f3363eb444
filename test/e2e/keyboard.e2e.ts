// Everything is in reach of the keyboard, and whatever goes away, the keys never go nowhere.
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { layer, openShell, openWindow } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async ({ page }) => {
  shell = await openShell()
  await openWindow(page, shell.url)
})
test.afterEach(() => shell.close())

const inspector = (page: Page) => page.locator('[data-area=inspector]')
const name = (page: Page) => inspector(page).getByLabel('Name', { exact: true })
const canvas = (page: Page) => page.getByRole('main')
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

test('arrows begin where the network does, and go on from what is selected', async ({ page }) => {
  await canvas(page).focus()
  await press(page, 'ArrowDown')
  await expect(layer(page, 'input')).toBeFocused()
  await press(page, 'ArrowDown')
  await expect(layer(page, 'features/c1')).toBeFocused()

  await test.step('after a deletion and its undo', async () => {
    await press(page, 'Delete')
    await expect(layer(page, 'features/c1')).toHaveCount(0)
    await expect(canvas(page)).toBeFocused()
    await press(page, 'Control+z', 'ArrowDown')
    await expect(layer(page, 'features/s2')).toBeFocused()
  })

  await test.step('and from what the palette went to', async () => {
    await press(page, 'Control+k')
    await page.keyboard.type('features/c5')
    await press(page, 'Enter')
    await expect(layer(page, 'features/c5')).toBeFocused()
    await press(page, 'Enter')
    await expect(name(page)).toHaveValue('c5')
    await expect(page.getByLabel('Filters')).toBeFocused()
  })

  await test.step('within a block that is entered, which no key deletes from there', async () => {
    await press(page, 'Escape', 'Escape', 'Shift+H')
    await expect(page.locator('[data-id=features].react-flow__node-block')).toBeVisible()
    await canvas(page).focus()
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter', 'Delete', 'ArrowDown')
    await expect(layer(page, 'features/c1')).toBeFocused()
    await expect(page.getByRole('banner').getByRole('definition').first()).toHaveText('61.7 k')
  })
})

test('a field gives up what was typed, and a name is given, without a word', async ({ page }) => {
  await layer(page, 'classifier/f6').click()
  await press(page, 'Enter')
  await expect(page.getByLabel('Units')).toBeFocused()
  await page.keyboard.type('9')
  await expect(layer(page, 'classifier/f6')).toHaveAccessibleName(/, 9$/)
  await press(page, 'Escape')
  await expect(layer(page, 'classifier/f6')).toHaveAccessibleName(/, 84$/)
  await expect(name(page)).toHaveValue('f6')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true')

  await name(page).fill('okay')
  await press(page, 'Enter')
  await expect(name(page)).toHaveValue('okay')
  await expect(canvas(page)).toBeFocused()
  await expect(page.locator('.toast')).toHaveCount(0)

  await press(page, 'Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeVisible()
  await press(page, 'Escape')
  await expect(canvas(page)).toBeFocused()
})

test('a panel that is folded away hands the keys to the canvas', async ({ page }) => {
  const search = page.getByRole('searchbox', { name: 'Search networks, blocks and layers' })
  await search.focus()
  await press(page, 'Control+b')
  await expect(search).toBeHidden()
  await expect(canvas(page)).toBeFocused()

  const edge = page.getByRole('separator', { name: 'Width of the inspector' })
  await edge.focus()
  await press(page, 'Enter')
  await expect(inspector(page)).toBeHidden()
  await press(page, 'Enter')
  await expect(inspector(page)).toBeVisible()
})

test('what is not saved is asked for, and the question waits for an answer', async ({ page }) => {
  const question = page.getByRole('dialog', { name: 'Save the changes to “LeNet-5”?' })
  await layer(page, 'features/c3').click()
  await press(page, 'b')
  await page.getByRole('searchbox', { name: 'Search networks, blocks and layers' }).focus()
  await page.keyboard.type('alex')
  await press(page, 'Enter')
  await expect(question).toBeVisible()
  await expect(question.getByRole('button', { name: 'Save', exact: true })).toBeFocused()
  await press(page, 'Escape')
  await expect(question).toBeHidden()

  await canvas(page).focus()
  await press(page, 'Control+Alt+n')
  await expect(page.getByRole('dialog', { name: 'New network' })).toBeVisible()
  await page.keyboard.type('alex')
  await press(page, 'Enter')
  await expect(question).toBeVisible()
  await expect(question.getByRole('button', { name: 'Save', exact: true })).toBeFocused()
  await press(page, 'Escape')
  await expect(layer(page, 'features/c3')).toBeVisible()
})
