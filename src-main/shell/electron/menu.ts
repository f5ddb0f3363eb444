import type { MenuItemConstructorOptions } from 'electron'
import type { Locale, Text } from '../../../src-core/text.ts'

type Item = MenuItemConstructorOptions

const acceleratorNames: Readonly<Record<string, string>> = {
  mod: 'CmdOrCtrl',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
  ...Object.fromEntries(
    ['Delete', 'Backspace', 'Home', 'End', 'PageUp', 'PageDown', 'Insert', 'Enter', 'Space', 'Plus'].map((name) => [
      name.toLowerCase(),
      name,
    ]),
  ),
}

/** A chord of the window as Electron writes it, `mod+shift+z` → `CmdOrCtrl+Shift+Z`; undefined where it has no name for it. */
export function accelerator(chord: string | undefined): string | undefined {
  const parts = chord?.split('+').map((part) => {
    if (Object.hasOwn(acceleratorNames, part)) return acceleratorNames[part]
    return /^([!-~]|f([1-9]|1\d|2[0-4]))$/.test(part) ? part.toUpperCase() : undefined
  })
  return parts?.every((part) => part !== undefined) ? parts.join('+') : undefined
}

/**
 * The system's menu. Its items name actions of the window, which has the same ones in its own menus and keys; the page
 * handles the keys, so that typing in a field stays typing, and the menu only shows those that the page says it has.
 */
export function menuTemplate(
  locale: Locale,
  run: (actionId: string) => void,
  { developer = false, keys = {} }: { developer?: boolean; keys?: Readonly<Record<string, string>> } = {},
): Item[] {
  const say = (text: Text) => text[locale]
  const action = (id: string, label: Text): Item => ({
    id,
    label: say(label),
    accelerator: accelerator(keys[id]),
    registerAccelerator: false,
    click: () => run(id),
  })
  const role = (name: Item['role'], label: Text): Item => ({ role: name, label: say(label) })
  const separator: Item = { type: 'separator' }

  const file: Item[] = [
    action('new', { en: 'New', zh: '新建' }),
    action('open', { en: 'Open…', zh: '打开…' }),
    separator,
    action('save', { en: 'Save', zh: '保存' }),
    action('save-as', { en: 'Save As…', zh: '另存为…' }),
    action('export', { en: 'Export Model…', zh: '导出模型…' }),
    action('save-figure', { en: 'Save as Figure…', zh: '保存为结构图…' }),
    separator,
    role('quit', { en: 'Quit', zh: '退出' }),
  ]
  const edit: Item[] = [
    action('undo', { en: 'Undo', zh: '撤销' }),
    action('redo', { en: 'Redo', zh: '重做' }),
    separator,
    role('cut', { en: 'Cut', zh: '剪切' }),
    role('copy', { en: 'Copy', zh: '复制' }),
    role('paste', { en: 'Paste', zh: '粘贴' }),
    action('delete', { en: 'Delete', zh: '删除' }),
    action('select-all', { en: 'Select All', zh: '全选' }),
  ]
  const view: Item[] = [
    action('palette', { en: 'Command Palette…', zh: '命令面板…' }),
    action('fit', { en: 'Fit Network to Window', zh: '适应窗口' }),
    separator,
    role('togglefullscreen', { en: 'Full Screen', zh: '全屏' }),
    ...(developer ? [role('toggleDevTools', { en: 'Developer Tools', zh: '开发者工具' })] : []),
  ]
  const help: Item[] = [
    action('keys', { en: 'Keys', zh: '快捷键' }),
    role('about', { en: 'About Layerloom', zh: '关于 Layerloom' }),
  ]

  return [
    { label: say({ en: 'File', zh: '文件' }), submenu: file },
    { label: say({ en: 'Edit', zh: '编辑' }), submenu: edit },
    { label: say({ en: 'View', zh: '视图' }), submenu: view },
    { label: say({ en: 'Help', zh: '帮助' }), submenu: help },
  ]
}
