/** The names under which the main process and the preload script speak; nothing else may pass between them. */
export const channels = {
  /** Window → main: a page has loaded and begins anew. */
  open: 'layerloom:open',
  /** Both ways: one message of the contract. */
  message: 'layerloom:message',
  /** Main → window: the id of an action chosen from the system's menu. */
  menu: 'layerloom:menu',
  /** Main → window: the path of a document that the system asks to open. */
  openFile: 'layerloom:open-file',
  /** Window → main: the keys of its actions, for the menu to show. */
  keys: 'layerloom:keys',
} as const
