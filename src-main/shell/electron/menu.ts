import type { MenuItemConstructorOptions } from 'electron'
import type { Locale, Text } from '../../../src-core/text.ts'

type Item = MenuItemConstructorOptions

/**
 * The system's menu. Its items name actions of the window, which has the same ones in its own menus and keys; the page
 * handles the keys, so that typing in a field stays typing, and the menu only shows them.
 */
export function menuTemplate(locale: Locale, run: (actionId: string) => void, { developer = false } = {}): Item[] {
  const say = (text: Text) => text[locale]
  const action = (id: string, label: Text, accelerator?: string): Item => ({
    id,
    label: say(label),
    accelerator,
    registerAccelerator: false,
    click: () => run(id),
  })
  const role = (name: Item['role'], label: Text): Item => ({ role: name, label: say(label) })
  const separator: Item = { type: 'separator' }

  const file: Item[] = [
    action('new', { en: 'New', zh: '新建' }, 'CmdOrCtrl+N'),
    action('open', { en: 'Open…', zh: '打开…' }, 'CmdOrCtrl+O'),
    separator,
    action('save', { en: 'Save', zh: '保存' }, 'CmdOrCtrl+S'),
    action('save-as', { en: 'Save As…', zh: '另存为…' }, 'CmdOrCtrl+Shift+S'),
    action('export', { en: 'Export Model…', zh: '导出模型…' }, 'CmdOrCtrl+E'),
    separator,
    role('quit', { en: 'Quit', zh: '退出' }),
  ]
  const edit: Item[] = [
    action('undo', { en: 'Undo', zh: '撤销' }, 'CmdOrCtrl+Z'),
    action('redo', { en: 'Redo', zh: '重做' }, 'CmdOrCtrl+Shift+Z'),
    separator,
    role('cut', { en: 'Cut', zh: '剪切' }),
    role('copy', { en: 'Copy', zh: '复制' }),
    role('paste', { en: 'Paste', zh: '粘贴' }),
    action('delete', { en: 'Delete', zh: '删除' }),
    role('selectAll', { en: 'Select All', zh: '全选' }),
  ]
  const view: Item[] = [
    action('palette', { en: 'Command Palette…', zh: '命令面板…' }, 'CmdOrCtrl+K'),
    action('fit', { en: 'Fit Network to Window', zh: '适应窗口' }),
    separator,
    role('togglefullscreen', { en: 'Full Screen', zh: '全屏' }),
    ...(developer ? [role('toggleDevTools', { en: 'Developer Tools', zh: '开发者工具' })] : []),
  ]
  const help: Item[] = [
    action('keys', { en: 'Keys', zh: '快捷键' }, '?'),
    role('about', { en: 'About Layerloom', zh: '关于 Layerloom' }),
  ]

  return [
    { label: say({ en: 'File', zh: '文件' }), submenu: file },
    { label: say({ en: 'Edit', zh: '编辑' }), submenu: edit },
    { label: say({ en: 'View', zh: '视图' }), submenu: view },
    { label: say({ en: 'Help', zh: '帮助' }), submenu: help },
  ]
}
