// Another program's model: opened by its path or dropped, its weights kept as a run, and written out again.
import { copyFile, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { openShell, openWindow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

/** Files that Keras 2 wrote. */
const written = (name: string) => resolve(import.meta.dirname, '../keras-import/legacy', name)

let shell: Shell
test.beforeEach(async () => {
  shell = await openShell()
})
test.afterEach(() => shell.close())

const imported = (page: Page, title: string) =>
  page.getByRole('status').filter({ hasText: `“${title}” was imported with its weights` })

test('a model of Keras is opened, tells what became of it, and goes on as ONNX', async ({ page }) => {
  const path = join(shell.folder, 'separable.h5')
  await copyFile(written('functional.h5'), path)
  await openWindow(page, shell.url)
  await page.keyboard.press('Control+o')
  const typed = page.getByRole('textbox', { name: 'File or path' })
  await typed.fill(path)
  await typed.press('Enter')
  await expect(imported(page, 'separable')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button', { name: 'separable' })).toBeVisible()
  await screenshot(page, 'imported')

  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  const runs = page.getByRole('region', { name: 'Runs', exact: true })
  await expect(runs.locator('tr[data-run]')).toHaveCount(1)
  await expect(runs.locator('tr[data-run]')).toContainText('separable')

  await page.getByRole('banner').getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export model' })
  await dialog.getByRole('radio', { name: /^ONNX/ }).check()
  await dialog.getByRole('button', { name: 'Export …' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(join(shell.folder, 'separable.onnx'))
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(/^Written,/)).toBeVisible()
  expect((await stat(join(shell.folder, 'separable.onnx'))).size).toBeGreaterThan(500)
})

test('one that is dropped on a browser’s page is opened as well, and a wrong one refused in words', async ({
  page,
}) => {
  await openWindow(page, shell.url)
  const drop = async (name: string, bytes: Buffer) => {
    const transfer = await page.evaluateHandle(
      ({ name, text }) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name))
        return transfer
      },
      { name, text: bytes.toString('base64') },
    )
    await page.locator('body').dispatchEvent('drop', { dataTransfer: transfer })
  }
  await drop('broken.keras', Buffer.from('This is no model.'))
  await expect(page.getByRole('alert')).toContainText('is not a .keras file, or a damaged one.')
  await drop('small.keras', await readFile(written('sequential.keras')))
  await expect(imported(page, 'small')).toBeVisible()
  await screenshot(page, 'imported-by-dropping')
})
