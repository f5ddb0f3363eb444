// @vitest-environment happy-dom
import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { menuTemplate } from '../../src-main/shell/electron/menu.ts'
import { actionOf } from '../../src-renderer/actions/registry.ts'

const itemsOf = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...itemsOf((item.submenu as MenuItemConstructorOptions[] | undefined) ?? [])])

/** `CmdOrCtrl+Shift+S` as actions write it. */
const chord = (accelerator: string) => accelerator.toLowerCase().replace('cmdorctrl', 'mod')

const items = itemsOf(menuTemplate('en', () => {})).filter(({ id }) => id !== undefined)

test('the menu has items for actions at all', () => expect(items.length).toBeGreaterThan(8))

test.each(items.map(({ id, accelerator }) => [id!, accelerator]))(
  '%s of the system’s menu is an action of the window, with its key %s',
  (id, accelerator) => {
    const action = actionOf(id)
    expect(action).toBeDefined()
    if (accelerator) expect(action!.keys).toContain(chord(accelerator as string))
  },
)
