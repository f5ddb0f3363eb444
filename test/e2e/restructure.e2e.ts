// The network is taken apart and put together by hand: real drags and real keys, each one step that undo takes back.
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { layer, openShell, openWindow, screenshot } from './shell.ts'
import type { Shell } from './shell.ts'

let shell: Shell
test.beforeAll(async () => {
  shell = await openShell()
})
test.afterAll(() => shell.close())

const params = (page: Page) => page.getByRole('banner').getByRole('definition').first()
const wire = (page: Page, ends: string) => page.locator(`[aria-label="${ends}"]`)
const hint = (page: Page) => page.locator('.drag-hint')

interface Point {
  x: number
  y: number
}

async function middleOf(page: Page, id: string): Promise<Point> {
  const box = (await layer(page, id).boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Halfway between two cards, one below the other. */
async function between(page: Page, above: string, below: string): Promise<Point> {
  const [a, b] = [(await layer(page, above).boundingBox())!, (await layer(page, below).boundingBox())!]
  return { x: a.x + a.width / 2, y: (a.y + a.height + b.y) / 2 }
}

/** Takes a card by its middle to a point in steps, as a hand does; `at` is asked before it is let go. */
async function drag(page: Page, id: string, to: Point, { keys = [] as string[], at = async () => {} } = {}) {
  const from = await middleOf(page, id)
  for (const key of keys) await page.keyboard.down(key)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 6, from.y + 6)
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await at()
  await page.mouse.up()
  for (const key of keys) await page.keyboard.up(key)
  await settled(page)
}

/** Cards glide to their places. */
const settled = (page: Page) => page.waitForTimeout(350)

async function undone(page: Page) {
  await page.keyboard.press('Control+z')
  await settled(page)
  await expect(params(page)).toHaveText('61.7 k')
  await expect(wire(page, 'features/c1 → features/s2')).toHaveCount(1)
  await expect(wire(page, 'features/s2 → features/c3')).toHaveCount(1)
}

test('by dragging', async ({ page }) => {
  await openWindow(page, shell.url)

  await test.step('a layer onto another wire: it leaves its own, which closes', async () => {
    await drag(page, 'features/s2', await between(page, 'features/c3', 'features/s4'), {
      at: async () => {
        await expect(hint(page)).toHaveText('Insert into this wire')
        await screenshot(page, 'drag-onto-wire')
      },
    })
    for (const ends of ['c1 → features/c3', 'c3 → features/s2', 's2 → features/s4'])
      await expect(wire(page, `features/${ends}`)).toHaveCount(1)
    await undone(page)
  })

  await test.step('into another block, onto a wire', async () => {
    await drag(page, 'features/s2', await between(page, 'classifier/f6', 'classifier/predictions'))
    await expect(wire(page, 'classifier/f6 → features/s2')).toHaveCount(1)
    await expect(wire(page, 'features/s2 → classifier/predictions')).toHaveCount(1)
    await page.getByRole('tab', { name: /^Problems/ }).click()
    // Averages need an image, and the vector is none: it says so, with a way out.
    const problem = page.getByRole('list', { name: 'Problems' }).getByRole('listitem').first()
    await expect(problem.getByRole('button').first()).toBeVisible()
    await undone(page)
  })

  await test.step('into another block, keeping its wires, and out of all', async () => {
    const title = (await page.locator('.react-flow__node[data-id=classifier] .frame-title').boundingBox())!
    const onTitle = { x: title.x + title.width / 2, y: title.y + title.height / 2 }
    await drag(page, 'features/c5', onTitle, {
      at: () => expect(hint(page)).toHaveText(/^Into /),
    })
    await expect(wire(page, 'features/s4 → features/c5')).toHaveCount(1)
    const frame = (await page.locator('.react-flow__node[data-id=classifier]').boundingBox())!
    expect((await middleOf(page, 'features/c5')).y).toBeGreaterThan(frame.y)
    expect((await middleOf(page, 'features/c5')).y).toBeLessThan(frame.y + frame.height)
    await undone(page)

    const block = (await page.locator('.react-flow__node[data-id=features]').boundingBox())!
    await drag(
      page,
      'features/c5',
      { x: block.x - 110, y: block.y + block.height / 2 },
      {
        at: () => expect(hint(page)).toHaveText(/^Out of /),
      },
    )
    await expect(wire(page, 'features/s4 → features/c5')).toHaveCount(1)
    await undone(page)
  })

  await test.step('onto a breadcrumb, out to its block', async () => {
    await page.locator('.react-flow__node[data-id=features] .frame-title').dblclick({ position: { x: 60, y: 10 } })
    await settled(page)
    const crumb = (await page.getByRole('button', { name: 'LeNet-5', exact: true }).last().boundingBox())!
    await drag(
      page,
      'features/s2',
      { x: crumb.x + crumb.width / 2, y: crumb.y + crumb.height / 2 },
      { at: () => expect(hint(page)).toHaveText('Out of Features') },
    )
    await expect(layer(page, 'features/s2')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await settled(page)
    await expect(wire(page, 'features/c1 → features/s2')).toHaveCount(1)
    const [out, block] = [await middleOf(page, 'features/s2'), page.locator('.react-flow__node[data-id=features]')]
    const frame = (await block.boundingBox())!
    expect(out.x < frame.x || out.x > frame.x + frame.width || out.y > frame.y + frame.height).toBe(true)
    await undone(page)
  })

  await test.step('with Ctrl out of its chain, and back onto the wire', async () => {
    const block = (await page.locator('.react-flow__node[data-id=features]').boundingBox())!
    await drag(
      page,
      'features/s2',
      { x: block.x - 110, y: block.y + 200 },
      {
        keys: ['Control'],
        at: () => expect(hint(page)).toHaveText('Pull out and close the gap'),
      },
    )
    await expect(wire(page, 'features/c1 → features/c3')).toHaveCount(1)
    await expect(wire(page, 'features/c1 → features/s2')).toHaveCount(0)
    await drag(page, 'features/s2', await between(page, 'features/c1', 'features/c3'))
    await expect(wire(page, 'features/c1 → features/s2')).toHaveCount(1)
    await expect(wire(page, 'features/s2 → features/c3')).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await undone(page)
  })

  await test.step('with Alt a copy, onto a wire in one step', async () => {
    await drag(page, 'features/c3', await between(page, 'features/c3', 'features/s4'), { keys: ['Alt'] })
    await expect(wire(page, 'features/c3 → features/c4')).toHaveCount(1)
    await expect(wire(page, 'features/c4 → features/s4')).toHaveCount(1)
    await undone(page)
  })

  await test.step('lines show what it stands in line with', async () => {
    const at = await middleOf(page, 'features/s2')
    await drag(
      page,
      'features/s2',
      { x: at.x + 2, y: at.y + 4 },
      {
        at: () => expect(page.locator('.guide').first()).toBeAttached(),
      },
    )
    await page.keyboard.press('Control+z')
  })
})

test('what is moved far away stays in sight, and what comes back', async ({ page }) => {
  await openWindow(page, shell.url)
  await layer(page, 'features/c5').hover()
  for (let notch = 0; notch < 5; notch++) await page.mouse.wheel(0, -100)
  await layer(page, 'features/c5').click()
  await expect(layer(page, 'input')).not.toBeInViewport()
  for (let step = 0; step < 4; step++) await page.keyboard.press('Alt+ArrowUp')
  await settled(page)
  await expect(wire(page, 'input → features/c5')).toHaveCount(1)
  await expect(layer(page, 'features/c5')).toBeInViewport({ ratio: 0.99 })
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z')
  await settled(page)
  await expect(layer(page, 'features/c5')).toBeInViewport({ ratio: 0.99 })
})

test('by the keyboard', async ({ page }) => {
  await openWindow(page, shell.url)
  await layer(page, 'features/s2').click()

  await test.step('past the next, and back', async () => {
    await page.keyboard.press('Alt+ArrowDown')
    await expect(wire(page, 'features/c3 → features/s2')).toHaveCount(1)
    await page.keyboard.press('Alt+ArrowUp')
    await expect(wire(page, 'features/c1 → features/s2')).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await undone(page)
  })

  await test.step('out of its block, where it says that there is no further', async () => {
    await page.keyboard.press('Alt+ArrowLeft')
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(page.getByText('“features/s2” is in no block.')).toBeVisible()
    await undone(page)
  })

  await test.step('into a block by its name', async () => {
    await page.keyboard.press('m')
    await expect(page.getByRole('combobox', { name: 'Move into the block' })).toBeFocused()
    await page.keyboard.type('class')
    await page.keyboard.press('Enter')
    const frame = (await page.locator('.react-flow__node[data-id=classifier]').boundingBox())!
    await settled(page)
    expect((await middleOf(page, 'features/s2')).x).toBeGreaterThan(frame.x)
    await undone(page)
  })

  await test.step('pulled out, deleted with and without the gap', async () => {
    await page.keyboard.press('p')
    await expect(wire(page, 'features/c1 → features/c3')).toHaveCount(1)
    await undone(page)
    await page.keyboard.press('Delete')
    await expect(layer(page, 'features/s2')).toHaveCount(0)
    await expect(wire(page, 'features/c1 → features/c3')).toHaveCount(1)
    await undone(page)
    await page.keyboard.press('Control+Delete')
    await expect(wire(page, 'features/c1 → features/c3')).toHaveCount(0)
    await undone(page)
  })

  await test.step('bypassed, and used again', async () => {
    await layer(page, 'features/c5').click()
    await page.keyboard.press('b')
    await expect(page.getByRole('group', { name: /^features\/c5, Convolution, bypassed/ })).toBeVisible()
    // Without C5's 5·5·16·120 + 120 weights F6 sees all of 5·5·16 values: 400·84 + 84 instead of 120·84 + 84.
    await expect(params(page)).toHaveText('37.1 k')
    await screenshot(page, 'bypassed')
    await page.keyboard.press('b')
    await expect(params(page)).toHaveText('61.7 k')
  })

  await test.step('repeated, and swapped for another kind', async () => {
    await layer(page, 'features/s2').click()
    await page.keyboard.press('r')
    await page.keyboard.type('3')
    await page.keyboard.press('Enter')
    await expect(page.locator('[aria-label^="features/s2 → features/s"]')).toHaveCount(1)
    await undone(page)
    await page.keyboard.press('s')
    await page.keyboard.type('max pool')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('group', { name: /^features\/s2, Max pooling/ })).toBeVisible()
    await undone(page)
  })
})
