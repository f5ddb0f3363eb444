// What a reader of screens and a weak eye are owed: axe finds nothing to say, light, dark and in Chinese.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { layer, openShell, openWindow } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa']

/** What axe finds in a part of the window, as lines that say where and why. */
async function violations(page: Page, part: string, rules: string[] | undefined): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .include(part)
    // These hand the focus on as soon as they get it, so nobody rests on them.
    .exclude('[data-base-ui-focus-guard]')
    // Thousands of bars that are hidden from everybody who reads: axe would look at each.
    .exclude('.thumbnail')
    // Ours is a page without frames; the other mode opens a page of its own each time.
    .setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(standards)).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`))
}

/** Dark changes colours alone. */
const looks = [
  { theme: 'light', locale: 'en', rules: undefined },
  { theme: 'dark', locale: 'en', rules: ['color-contrast'] },
  { theme: 'light', locale: 'zh', rules: undefined },
] as const satisfies { theme: string; locale: string; rules: string[] | undefined }[]
type Words = Record<'networks' | 'problems' | 'summary' | 'runs' | 'training' | 'data' | 'settings', string>
const words: Record<'en' | 'zh', Words> = {
  en: {
    networks: 'Networks',
    problems: 'Problems',
    summary: 'Summary',
    runs: 'Runs',
    training: 'Training',
    data: 'Data and its images',
    settings: 'Language and theme',
  },
  zh: {
    networks: '网络',
    problems: '问题',
    summary: '概览',
    runs: '训练记录',
    training: '训练',
    data: '数据与图像',
    settings: '语言与主题',
  },
}

type Look = (typeof looks)[number]

/** What axe finds in each place of the window, place by place as a person goes through them. */
async function findings(page: Page, { theme, locale, rules }: Look): Promise<Record<string, string[]>> {
  const say = words[locale]
  const found: Record<string, string[]> = {}
  const look = async (place: string, part: string) =>
    (found[`${theme}, ${locale}: ${place}`] = await violations(page, part, rules && [...rules]))
  const tab = (label: string) => page.getByRole('tab', { name: new RegExp(`^${label}( |$|\\d)`) }).click()
  const over = async (place: string, open: () => Promise<unknown>, role: 'dialog' | 'menu' = 'dialog') => {
    await open()
    await expect(page.getByRole(role)).toBeVisible()
    await look(place, role === 'menu' ? '[role=menu]' : '[role=dialog]')
    await page.keyboard.press('Escape')
    await expect(page.getByRole(role)).toBeHidden()
  }

  await look('first start', 'html')
  await layer(page, 'features/c1').click()
  await look('inspector', '[data-area=inspector]')
  for (const place of ['problems', 'summary', 'training', 'runs'] as const) {
    await tab(say[place])
    await look(place, '[data-area=bottom]')
  }
  await over('export', () => page.keyboard.press('Control+e'))
  await over('keys', () => page.keyboard.press('?'))
  await over('gallery', () => page.keyboard.press('Control+Alt+n'))
  await over('palette', () => page.keyboard.press('Control+k'))
  await over('settings', () => page.getByRole('button', { name: say.settings }).click(), 'menu')
  await over('data', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(say.data)
    await page.keyboard.press('Enter')
    await expect(page.locator('.palette')).toBeHidden()
  })
  await tab(say.networks)
  await look('library', '[data-area=library]')
  await page.getByRole('option', { name: /^GoogLeNet/ }).click()
  await expect(page.locator('[data-id=inception3]')).toBeVisible()
  await look('template', '[data-area=canvas]')
  await page.getByRole('option', { name: /^LeNet-5/ }).click()
  await expect(layer(page, 'features/c1')).toBeVisible()
  return found
}

test('axe finds nothing, light, dark and in Chinese', async ({ page }) => {
  await shell.command('train', 'lenet', '--data', 'shapes:size=32,count=60,classes=10,seed=1', '--epochs', '1')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openWindow(page, shell.url)
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.theme })
    await page.evaluate((locale) => localStorage.setItem('layerloom.locale', locale), look.locale)
    await page.reload()
    await expect(layer(page, 'features/c1')).toBeVisible()
    const found = await findings(page, look)
    expect.soft(Object.entries(found).filter(([, said]) => said.length > 0)).toEqual([])
  }
})

test('a button says what it does where a key comes to it, not where it gets the focus back', async ({ page }) => {
  await openWindow(page, shell.url)
  const save = page.getByRole('button', { name: 'Save' })
  const said = page.locator('.tooltip').getByText('Save', { exact: true })
  await page.getByRole('button', { name: 'Open…' }).focus()
  await page.keyboard.press('Tab')
  await expect(save).toBeFocused()
  await expect(said).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(save).toBeFocused()
  await expect(said).toBeHidden()
})

test('after a dialog or a menu the canvas has the keys that it had, and none of its nodes', async ({ page }) => {
  await openWindow(page, shell.url)
  const canvas = page.getByRole('main')
  await canvas.focus()
  for (const key of ['?', 'Control+Alt+n', 'Control+o', 'Control+k']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(canvas).toBeFocused()
  }
  const { x, y } = (await layer(page, 'features/c5').boundingBox())!
  await page.mouse.click(x - 80, y, { button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(canvas).toBeFocused()
})
